import { RichText } from "./rich-text.tsx";
import type { MemberView, SchemaView } from "./schema-type.ts";

/** A schema's members and alternatives, each with its own below it. */
export function SchemaDetails({ view }: { readonly view: SchemaView }) {
  return (
    <>
      {view.members.length > 0 ? <Members members={view.members} /> : null}
      {view.variants.length > 0 ? (
        <ul className="flex flex-col gap-2 border-l pl-3">
          {view.variants.map((variant, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the alternatives never change places
            <li key={index}>
              <TypeLine view={variant} />
              <SchemaDetails view={variant} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Members({ members }: { readonly members: readonly MemberView[] }) {
  return (
    <ul className="flex flex-col">
      {members.map((member) => (
        <li key={member.name} className="border-t py-1.5 first:border-t-0">
          <MemberLine {...member} />
          {member.schema.members.length + member.schema.variants.length > 0 ? (
            <div className="mt-1 ml-3">
              <SchemaDetails view={member.schema} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** One member or parameter: its name, what it is, whether it must be there. */
export function MemberLine({ name, required, schema }: MemberView) {
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-mono text-xs font-semibold wrap-anywhere">{name}</code>
        <TypeLine view={schema} />
        {required ? <span className="text-xs text-warning">required</span> : null}
      </div>
      {schema.description === null ? null : (
        <p className="text-muted">
          <RichText text={schema.description} />
        </p>
      )}
    </>
  );
}

export function TypeLine({ view }: { readonly view: SchemaView }) {
  const limits = view.limits.length > 0 ? `, ${view.limits.join(", ")}` : "";
  return (
    <span className="text-xs wrap-anywhere text-muted">
      {view.ref === null ? (
        view.type
      ) : (
        <a href={`#schema-${view.ref}`} className="text-accent underline underline-offset-2">
          {view.type}
        </a>
      )}
      {limits}
    </span>
  );
}
