import { JsonView } from "#components/json/json-view.tsx";
import { Time } from "#components/time/time.tsx";
import type { PatternDetails } from "./rows.ts";

interface PatternVersionsProps {
  readonly current: number;
  readonly versions: PatternDetails["versions"];
}

/** Who changed the pattern, when, and to what. */
export function PatternVersions({ current, versions }: PatternVersionsProps) {
  return (
    <section aria-label="Versions" className="min-w-0 rounded-lg border">
      <h2 className="border-b bg-surface px-3 py-2 text-xs font-semibold">Versions</h2>
      <ol>
        {versions.map((version) => (
          <li key={version.version} className="border-b px-3 py-1.5 last:border-b-0">
            <details>
              <summary className="flex cursor-pointer items-baseline gap-2 rounded-sm">
                <span className="font-medium">Version {version.version}</span>
                {version.version === current ? <span className="text-xs text-muted">current</span> : null}
                <span className="ml-auto truncate text-xs text-muted">{version.authorLabel}</span>
                <span className="text-xs text-muted">
                  <Time instant={version.createdAt} />
                </span>
              </summary>
              <div className="pt-1">
                <JsonView text={JSON.stringify(version.definition)} what="definition" root="$" compact />
              </div>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
