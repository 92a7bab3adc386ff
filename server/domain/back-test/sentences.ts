import type { BackTestEnd, Overlap } from "#schemas/back-test.ts";
import type { ScanProgress } from "#schemas/log-scan.ts";

/** `1` → `1 event`, `20000` → `20,000 events`. */
export function eventsOf(count: number): string {
  return `${numberOf(count)} ${count === 1 ? "event" : "events"}`;
}

/** With thousands told apart, as people write numbers. */
export function numberOf(count: number): string {
  return count.toLocaleString("en-US");
}

/** Whether a scan saw everything, or where and why it stopped. */
export function describeEnd(end: BackTestEnd, { read, reachedAt }: ScanProgress): string {
  if (end === "complete") return `The whole range was seen: ${eventsOf(read)} with a name that fits.`;
  const reached =
    reachedAt === null
      ? "None was seen."
      : `What happened before ${reachedAt} was not seen. Read until then: ${eventsOf(read)} with a name that fits.`;
  return `${WHY_STOPPED[end]} ${reached}`;
}

const WHY_STOPPED: Readonly<Record<Exclude<BackTestEnd, "complete">, string>> = {
  most_events: "It stopped after as many events as it was asked to read.",
  most_bytes: "It stopped after as much text as one back-test may read.",
  most_time: "It stopped after the time that one back-test may take.",
  slow_database:
    "It stopped because the database took too long for one step. Choose a shorter range, or try again when less happens.",
};

/** What the numbers of an overlap say. */
export function describeOverlap(overlap: Omit<Overlap, "message" | "patternId" | "workflowId">): string {
  const { name, sameWorkflow, workflowName, both, onlyThis, onlyOther } = overlap;
  const where = sameWorkflow ? "of the same workflow" : `of the workflow ${quote(workflowName)}`;
  const matched = both + onlyThis;
  const shared =
    onlyThis === 0 ? `all ${eventsOf(matched)}` : `${numberOf(both)} of the ${eventsOf(matched)}`;
  const beside = onlyOther === 0 ? "" : `, and ${numberOf(onlyOther)} more of those that were read`;
  return `${quote(name)} ${where} matches ${shared} that this one matches${beside}.`;
}

export function quote(name: string): string {
  return `"${name}"`;
}
