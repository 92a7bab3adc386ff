import { Logo } from "#components/frame/logo.tsx";
import type { OpenApiDocument } from "#schemas/openapi.ts";
import { OperationArticle } from "./operation-article.tsx";
import { operationsByTag } from "./operations-of.ts";
import { ReferenceNavigation } from "./reference-navigation.tsx";
import { RichText } from "./rich-text.tsx";
import { SchemaList } from "./schema-list.tsx";

interface ReferencePageProps {
  readonly document: OpenApiDocument;
  /** Where this installation is reached: the beginning of every example's address. */
  readonly publicUrl: string;
}

/** The reference of the REST API, from its OpenAPI document. */
export function ReferencePage({ document, publicUrl }: ReferencePageProps) {
  const tags = operationsByTag(document);
  return (
    <div className="mx-auto flex w-full max-w-7xl">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-raised focus:px-3 focus:py-1.5"
      >
        Skip to the reference
      </a>
      <aside className="sticky top-0 hidden h-dvh w-72 shrink-0 overflow-y-auto border-r bg-surface md:block">
        <ReferenceNavigation tags={tags} />
      </aside>
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-8 outline-hidden md:px-8">
        <Introduction document={document} />
        <details className="mt-4 rounded-md border bg-surface md:hidden">
          <summary className="px-3 py-2 font-semibold">Operations</summary>
          <ReferenceNavigation tags={tags} />
        </details>
        {tags.map(({ name, anchor, description, operations }) => (
          <section key={name} aria-labelledby={anchor} className="pt-8">
            <h2 id={anchor} className="scroll-mt-4 text-lg font-semibold">
              {name}
            </h2>
            <p className="mb-4 text-muted">{description}</p>
            {operations.map((placed) => (
              <OperationArticle
                key={placed.operation.operationId}
                placed={placed}
                document={document}
                publicUrl={publicUrl}
              />
            ))}
          </section>
        ))}
        <SchemaList schemas={document.components.schemas} />
      </main>
    </div>
  );
}

function Introduction({ document }: { readonly document: OpenApiDocument }) {
  return (
    <header className="flex max-w-prose flex-col gap-2">
      <div className="flex items-center gap-2 font-semibold">
        <Logo />
        {document.info.title}
      </div>
      <h1 className="text-xl font-semibold">REST API</h1>
      {document.info.description.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          <RichText text={paragraph} />
        </p>
      ))}
      <p>
        The same as a document for tools:{" "}
        <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
          OpenAPI 3.1
        </a>
        .
      </p>
    </header>
  );
}
