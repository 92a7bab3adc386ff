import type { ScanProgress } from "#schemas/log-scan.ts";
import type { TrialResult } from "#schemas/schema-trial.ts";

const WHY_STOPPED: Readonly<Record<Exclude<TrialResult["end"], "complete">, string>> = {
  most_events: "It stopped after as many events as it was asked to read.",
  most_bytes: "It stopped after as much text as one trial may read.",
  most_time: "It stopped after the time that one trial may take.",
  slow_database: "It stopped because the database took too long for one step. Choose a shorter range.",
  aborted: "It was stopped.",
  schema_too_slow:
    "It stopped because judging events by this schema takes too long. Make the schema simpler.",
};

/** Whether a trial saw everything, or where and why it stopped. */
export function describeEnd(end: TrialResult["end"], { read, reachedAt }: ScanProgress): string {
  const events = `${read.toLocaleString("en-US")} ${read === 1 ? "event was" : "events were"} read`;
  if (end === "complete") return `The whole range was seen: ${events}.`;
  const reached = reachedAt === null ? "" : `; what happened before ${reachedAt} was not seen`;
  return `${WHY_STOPPED[end]} ${events}${reached}.`;
}
