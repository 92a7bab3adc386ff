import { ListTree } from "lucide-react";
import Link from "next/link";
import { Time } from "#components/time/time.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EventDetails } from "./details.ts";

/** The patterns that this event matched, each at the version that it had then. */
export function EventMatches({ matches }: { readonly matches: EventDetails["matches"] }) {
  return (
    <Section title="Matches" count={matches.length}>
      {matches.length === 0 ? <p className="text-muted">No pattern matched this event.</p> : null}
      <ul className="flex flex-col gap-2">
        {matches.map((match) => (
          <li key={match.patternId} className="flex items-start gap-2">
            <ListTree aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline gap-x-2">
                <Link
                  href={`/patterns/${match.patternId}`}
                  className="font-medium underline-offset-2 hover:underline"
                >
                  {match.patternName ?? match.patternId}
                </Link>
                <span className="text-xs text-muted">{versionText(match)}</span>
              </div>
              <div className="truncate text-xs text-muted">
                {match.type} <span className="font-mono text-foreground">{match.value}</span> →{" "}
                {match.workflowName ?? match.workflowId}
              </div>
            </div>
            <span className="text-xs text-muted">
              <Time instant={match.matchedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function versionText({ patternVersion, currentVersion }: EventDetails["matches"][number]): string {
  if (currentVersion === null) return `version ${patternVersion}; the pattern is gone`;
  return currentVersion === patternVersion
    ? `version ${patternVersion}`
    : `version ${patternVersion}, now ${currentVersion}`;
}
