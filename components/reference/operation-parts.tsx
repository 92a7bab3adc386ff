import type { ReactNode } from "react";
import type {
  OpenApiContent,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
} from "#schemas/openapi.ts";
import { RichText } from "./rich-text.tsx";
import { MemberLine, SchemaDetails, TypeLine } from "./schema-details.tsx";
import { viewOf } from "./schema-type.ts";

/** A part of an operation under a heading of its own. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1">
      <h4 className="text-xs font-semibold">{title}</h4>
      {children}
    </section>
  );
}

export function Parameters({ parameters }: { readonly parameters: readonly OpenApiParameter[] }) {
  return (
    <Part title="Parameters">
      <ul className="rounded-md border px-3">
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <li key={`${place} ${name}`} className="border-t py-1.5 first:border-t-0">
            <MemberLine
              name={name}
              required={required}
              schema={{
                ...viewOf(schema),
                type: `${viewOf(schema).type}, in the ${place}`,
                description: description ?? null,
              }}
            />
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Body({ content }: { readonly content: OpenApiContent }) {
  return (
    <Part title="Body">
      <ContentList content={content} />
    </Part>
  );
}

function ContentList({ content }: { readonly content: OpenApiContent }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {Object.entries(content).map(([type, { schema = {} }]) => {
        const view = viewOf(schema);
        return (
          <li key={type}>
            <code className="mr-2 font-mono text-xs">{type}</code>
            <TypeLine view={view} />
            <SchemaDetails view={view} />
          </li>
        );
      })}
    </ul>
  );
}

interface ResponsesProps {
  readonly responses: OpenApiOperation["responses"];
  readonly components: OpenApiDocument["components"];
}

export function Responses({ responses, components }: ResponsesProps) {
  return (
    <Part title="Answers">
      <ul className="rounded-md border px-3">
        {Object.entries(responses).map(([status, response]) => {
          const { description = "", content } =
            "$ref" in response ? (components.responses[nameOf(response.$ref)] ?? {}) : response;
          const headers = "$ref" in response ? [] : Object.keys(response.headers ?? {});
          const problem = content?.["application/problem+json"];
          return (
            <li key={status} className="flex gap-3 border-t py-1.5 first:border-t-0">
              <code className="font-mono text-xs leading-5 font-semibold">{status}</code>
              <div className="min-w-0">
                <RichText text={description} />
                {headers.length > 0 ? (
                  <span className="text-muted"> Headers: {headers.join(", ")}.</span>
                ) : null}
                {content && problem === undefined ? <ContentList content={content} /> : null}
              </div>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function nameOf(ref: string): string {
  return ref.split("/").at(-1) ?? "";
}
