import { MethodBadge } from "./method-badge.tsx";
import type { TaggedOperations } from "./operations-of.ts";

/** Links to every operation, under its tag, and to the schemas. */
export function ReferenceNavigation({ tags }: { readonly tags: readonly TaggedOperations[] }) {
  return (
    <nav aria-label="Operations" className="flex flex-col gap-4 p-4">
      {tags.map(({ name, anchor, operations }) => (
        <div key={name}>
          <a href={`#${anchor}`} className="font-semibold hover:underline">
            {name}
          </a>
          <ul className="mt-1">
            {operations.map(({ method, operation: { operationId, summary } }) => (
              <li key={operationId}>
                <a
                  href={`#${operationId}`}
                  className="flex min-h-7 items-center gap-2 rounded-md px-1 text-muted hover:bg-hover hover:text-foreground"
                >
                  <MethodBadge method={method} className="w-14" />
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <a href="#schemas" className="font-semibold hover:underline">
        Schemas
      </a>
    </nav>
  );
}
