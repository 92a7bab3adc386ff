import type { JsonSchema } from "#schemas/openapi.ts";
import { RichText } from "./rich-text.tsx";
import { SchemaDetails, TypeLine } from "./schema-details.tsx";
import { viewOf } from "./schema-type.ts";

/** Every named schema, for the links of the operations to lead to. */
export function SchemaList({ schemas }: { readonly schemas: Readonly<Record<string, JsonSchema>> }) {
  return (
    <section aria-labelledby="schemas" className="flex flex-col gap-4 py-6">
      <h2 id="schemas" className="scroll-mt-4 text-lg font-semibold">
        Schemas
      </h2>
      {Object.entries(schemas)
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([name, schema]) => (
          <Schema key={name} name={name} schema={schema} />
        ))}
    </section>
  );
}

function Schema({ name, schema }: { readonly name: string; readonly schema: JsonSchema }) {
  const view = viewOf(schema);
  return (
    <section aria-labelledby={`schema-${name}`} className="rounded-md border px-3 py-2">
      <h3
        id={`schema-${name}`}
        className="flex scroll-mt-4 items-baseline gap-2 font-mono text-xs font-semibold"
      >
        {name}
      </h3>
      <TypeLine view={view} />
      {view.description === null ? null : (
        <p className="text-muted">
          <RichText text={view.description} />
        </p>
      )}
      <SchemaDetails view={view} />
    </section>
  );
}
