import { patternLabels } from "#db/queries/pattern-usage.ts";
import type { Overlap } from "#schemas/back-test.ts";
import type { OverlapCounts, OverlapTally } from "#server/domain/back-test/overlap-tally.ts";
import { describeOverlap } from "#server/domain/back-test/sentences.ts";
import type { Ctx } from "../context.ts";

/** Patterns that are named in a result: those that share most, and more would not be read. */
const MAX_OVERLAPS = 20;

/** One that covers the draft is enough to know; a second shows that it is no accident. */
const MAX_COVERING = 3;

/** The patterns that share events with a draft, and those of its own workflow that match all that it matches. */
export async function describeOverlaps(
  { db }: Pick<Ctx, "db">,
  tally: OverlapTally,
  workflowId: string | null,
): Promise<{ readonly overlaps: readonly Overlap[]; readonly covering: readonly Overlap[] }> {
  const sharing = tally.list(MAX_OVERLAPS);
  const covering = workflowId === null ? [] : tally.covering(workflowId, MAX_COVERING);
  const ids = [...sharing, ...covering].map(({ patternId }) => patternId);
  const labels = new Map((await patternLabels(db.sql, ids)).map((label) => [label.id, label]));
  const named = (counts: OverlapCounts): Overlap[] => {
    const label = labels.get(counts.patternId);
    if (label === undefined) return [];
    const { name, workflowName } = label;
    const overlap = { ...counts, name, workflowName, sameWorkflow: counts.workflowId === workflowId };
    return [{ ...overlap, message: describeOverlap(overlap) }];
  };
  return { overlaps: sharing.flatMap(named), covering: covering.flatMap(named) };
}
