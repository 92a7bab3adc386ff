import type { AsRecorded, RecordedMatch } from "#schemas/explain.ts";

/** The version that was in force when the event was stored. */
export interface VersionThen {
  readonly version: number;
  readonly enabled: boolean;
  /** Whether it fits the event. */
  readonly matches: boolean;
}

interface Today {
  readonly version: number;
  readonly matches: boolean;
}

interface Record {
  readonly match: RecordedMatch | null;
  /** Null: the pattern was not there yet. */
  readonly versionThen: VersionThen | null;
}

/** Sets today's answer beside what became of the event, and says why they differ. */
export function compareWithRecord(today: Today, { match, versionThen }: Record): AsRecorded {
  return {
    match,
    versionThen: versionThen?.version ?? null,
    agrees: (match !== null) === today.matches,
    message: match === null ? describeNoMatch(today, versionThen) : describeMatch(today, match),
  };
}

function describeMatch(today: Today, match: RecordedMatch): string {
  if (today.version === match.version) {
    const then = `Version ${match.version}, which is today's, matched when the event was stored`;
    return today.matches ? `${then}.` : `${then}, and would not match it today.`;
  }
  const now = today.matches ? "would as well" : "would not";
  return `Version ${match.version} matched when the event was stored; version ${today.version}, which is today's, ${now}.`;
}

function describeNoMatch(today: Today, versionThen: VersionThen | null): string {
  if (versionThen === null) return "The pattern was not there yet when the event was stored.";
  const { version, enabled, matches } = versionThen;
  const then = `Version ${version}, which was in force when the event was stored,`;
  if (!matches) {
    const now = version === today.version || !today.matches ? "" : `; version ${today.version} would`;
    return `${then} did not match${now}.`;
  }
  if (!enabled) return `${then} was switched off.`;
  return `${then} fits, and no match is recorded: its workflow was switched off, or the event was stored in the moment in which it was saved.`;
}
