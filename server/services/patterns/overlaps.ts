import { boundedRead } from "#db/queries/bounded-read.ts";
import { type PatternLabelRow, patternLabels } from "#db/queries/pattern-usage.ts";
import type { Overlap } from "#schemas/back-test.ts";
import type { OverlapCounts, OverlapTally } from "#server/domain/back-test/overlap-tally.ts";
import { describeOverlap } from "#server/domain/back-test/sentences.ts";
import type { Ctx } from "../context.ts";
import type { ScanTime } from "../log-scan/scan-time.ts";
import type { BackTestSubject } from "./back-test-subject.ts";

/** Patterns that are named in a result: those that share most, and more would not be read. */
const MAX_OVERLAPS = 20;

/** One that covers the draft is enough to know; a second shows that it is no accident. */
const MAX_COVERING = 3;

/**
 * The least that naming them gets, also when the scan took all its time: a few rows by primary key, without which all that
 * was found out about other patterns is lost.
 */
const MIN_NAMING_MS = 1_000;

/** The patterns that share events with a draft, and those of its own workflow that match all that it matches; none when it takes too long to name them. */
export async function describeOverlaps(
  ctx: Pick<Ctx, "db">,
  tally: OverlapTally,
  { workflowId }: Pick<BackTestSubject, "workflowId">,
  time: ScanTime,
): Promise<{ readonly overlaps: readonly Overlap[]; readonly covering: readonly Overlap[] }> {
  const sharing = tally.list(MAX_OVERLAPS);
  const covering = workflowId === null ? [] : tally.covering(workflowId, MAX_COVERING);
  const ids = [...sharing, ...covering].map(({ patternId }) => patternId);
  const labels = new Map((await labelsOf(ctx, ids, time)).map((label) => [label.id, label]));
  const named = (counts: OverlapCounts): Overlap[] => {
    const label = labels.get(counts.patternId);
    if (label === undefined) return [];
    const { name, workflowName } = label;
    const overlap = { ...counts, name, workflowName, sameWorkflow: counts.workflowId === workflowId };
    return [{ ...overlap, message: describeOverlap(overlap) }];
  };
  return { overlaps: sharing.flatMap(named), covering: covering.flatMap(named) };
}

async function labelsOf(
  { db }: Pick<Ctx, "db">,
  ids: readonly string[],
  time: ScanTime,
): Promise<readonly PatternLabelRow[]> {
  if (ids.length === 0 || time.over === "aborted") return [];
  const timeoutMs = Math.max(MIN_NAMING_MS, time.statementMs);
  const reading = await boundedRead(db, timeoutMs, (sql) => patternLabels(sql, ids));
  return reading.outcome === "read" ? reading.result : [];
}
