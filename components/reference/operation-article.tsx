import { CopyLine } from "#components/identity/copy-line.tsx";
import type { OpenApiDocument } from "#schemas/openapi.ts";
import { curlOf } from "./curl.ts";
import { MethodBadge } from "./method-badge.tsx";
import { Body, Parameters, Part, Responses } from "./operation-parts.tsx";
import type { PlacedOperation } from "./operations-of.ts";
import { RichText } from "./rich-text.tsx";

interface OperationArticleProps {
  readonly placed: PlacedOperation;
  readonly document: OpenApiDocument;
  readonly publicUrl: string;
}

/** One operation: what it does, what it takes, what it answers, and how to call it. */
export function OperationArticle({ placed, document, publicUrl }: OperationArticleProps) {
  const { method, path, operation } = placed;
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  return (
    <article id={operationId} aria-labelledby={`${operationId}-title`} className="scroll-mt-4 border-t py-6">
      <h3 id={`${operationId}-title`} className="text-base font-semibold">
        <a href={`#${operationId}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <div className="mt-1 flex items-baseline gap-2">
        <MethodBadge method={method} />
        <code className="font-mono text-xs wrap-anywhere">{path}</code>
      </div>
      {description === undefined ? null : (
        <p className="mt-2 max-w-prose">
          <RichText text={description} />
        </p>
      )}
      <div className="mt-4 grid min-w-0 gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {parameters === undefined ? null : <Parameters parameters={parameters} />}
          {requestBody === undefined ? null : <Body content={requestBody.content} />}
          <Responses responses={responses} components={document.components} />
        </div>
        <div className="min-w-0">
          <Part title="Example">
            <CopyLine
              text={curlOf(placed, document.security, publicUrl)}
              what={`example of ${summary}`}
              className="bg-surface"
            />
          </Part>
        </div>
      </div>
    </article>
  );
}
