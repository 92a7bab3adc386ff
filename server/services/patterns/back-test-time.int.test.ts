import { beforeAll, expect, test } from "vitest";
import { readRevision } from "#db/queries/revisions.ts";
import { lockTable } from "#e2e/support/locked-table.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { backTestInput } from "#schemas/back-test.ts";
import { Tally } from "#server/domain/back-test/tally.ts";
import { ScanTime } from "../log-scan/scan-time.ts";
import { createWorkflow } from "../workflows/create.ts";
import { resultOf, type Scanned } from "./back-test-result.ts";
import { backTestSubject } from "./back-test-subject.ts";
import { createPattern } from "./create.ts";

const stack = sharedRuntime();

const RULE = { type: "exact", value: "a", filters: [] };

/** How long what waits for a lock is let wait. Without a limit of its own it waited until the pool's made it fail. */
const SHORT_MS = 500;

let scanned: Scanned;

/** A scan of one event that another pattern of the same workflow matches too. */
beforeAll(async () => {
  const { ctx } = stack;
  const workflow = await createWorkflow({ ctx, input: { name: "Any", target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  const workflowId = workflow.id;
  const input = { name: "Other", workflowId, enabled: true, rule: RULE };
  const other = await createPattern({ ctx, input });
  if (other.outcome !== "created") throw new Error(other.outcome);
  const subject = await backTestSubject(ctx, backTestInput.parse({ rule: RULE, workflowId }));
  if (subject === null) throw new Error("The subject is missing.");
  const tally = new Tally(false);
  tally.observe({
    event: { id: ctx.newId(), eventId: "1", pattern: "a", timestamp: "2026-01-01T00:00:00Z" },
    fits: true,
    matches: true,
    savedMatches: null,
    others: [{ id: other.id, workflowId }],
  });
  const progress = { looked: 1, expected: 1, read: 1, bytes: 1, reachedAt: "2026-01-01T00:00:00Z" };
  const revision = (await readRevision(ctx.db.sql, "patterns")) - 1;
  scanned = { subject, tally, progress, revision, range: { from: null, to: null }, end: "complete" };
});

async function found(time: ScanTime, of = scanned) {
  const { overlaps, warnings } = await resultOf(stack.ctx, of, time);
  return { overlaps: overlaps.map(({ name }) => name), warnings: warnings.map(({ kind }) => kind) };
}

test("with time enough everything is looked up", async () => {
  const all = { overlaps: ["Other"], warnings: ["shadowed", "patterns_changed"] };
  expect(await found(new ScanTime())).toEqual(all);
});

test("where the time is over, other patterns are named, and changes of them are not asked for", async () => {
  expect(await found(new ScanTime(0))).toEqual({ overlaps: ["Other"], warnings: ["shadowed"] });
});

test("where the revision before the events could not be read, changes are not told of", async () => {
  const unread = { ...scanned, revision: null };
  expect(await found(new ScanTime(), unread)).toEqual({ overlaps: ["Other"], warnings: ["shadowed"] });
});

test.each([
  ["revisions", { overlaps: ["Other"], warnings: ["shadowed"] }],
  ["patterns", { overlaps: [], warnings: [] }],
])("what waits for %s is given up with the time, and left out", async (table, expected) => {
  const locked = await lockTable(stack.database, table);
  try {
    expect(await found(new ScanTime(SHORT_MS))).toEqual(expected);
  } finally {
    await locked.release();
  }
});
