import { beforeAll, describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { type StoredFact, storeEvents } from "#e2e/support/stored-events.ts";
import type { BackTestMessage, BackTestResult } from "#schemas/back-test.ts";
import type { Pattern } from "#schemas/pattern/types.ts";
import type { ActorCtx } from "../context.ts";
import { createWorkflow } from "../workflows/create.ts";
import { startBackTest } from "./back-test.ts";
import { createPattern } from "./create.ts";
import { setPatternEnabled } from "./set-enabled.ts";

const stack = sharedRuntime();

/** Two invoices and an order an hour, over some days. */
const HOURS = 1_000;
const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-01-01T00:00:00Z");

const large = (value: number): Pattern => ({
  type: "exact",
  value: "invoice.created",
  filters: [{ field: "$.payload.amount", operator: "gt", value }],
});

function factsOf(hour: number): StoredFact[] {
  const timestamp = new Date(START_MS + hour * HOUR_MS).toISOString();
  return [
    { pattern: "invoice.created", timestamp, payload: { amount: hour } },
    { pattern: "invoice.paid", timestamp, payload: { amount: hour } },
    { pattern: "order.placed", timestamp, payload: {} },
  ];
}

let workflowId: string;

beforeAll(async () => {
  await storeEvents(stack.ctx, Array.from({ length: HOURS }, (_, hour) => factsOf(hour)).flat());
  workflowId = await newWorkflow("Billing");
});

async function newWorkflow(name: string): Promise<string> {
  const made = await createWorkflow({ ctx: stack.ctx, input: { name, target: { kind: "log" } } });
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made.id;
}

async function newPattern(name: string, rule: Pattern, of = workflowId): Promise<string> {
  const made = await createPattern({ ctx: stack.ctx, input: { name, workflowId: of, enabled: true, rule } });
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made.id;
}

/** Patterns of one test must not overlap with those of the next. */
async function switchOff(...ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await setPatternEnabled({ ctx: stack.ctx, input: { id, version: 1, enabled: false } });
}

interface Options {
  readonly ctx?: ActorCtx;
  readonly signal?: AbortSignal;
}

async function start(
  input: object,
  { ctx = stack.ctx, signal = new AbortController().signal }: Options = {},
) {
  const started = await startBackTest({ ctx, input, signal });
  if (started.outcome !== "started") throw new Error(started.outcome);
  return started.messages;
}

async function run(input: object): Promise<BackTestResult> {
  let last: BackTestMessage | undefined;
  for await (const message of await start(input)) last = message;
  if (last?.type !== "result") throw new Error("There is no result.");
  return last;
}

const kinds = ({ warnings }: BackTestResult) => warnings.map(({ kind }) => kind);

describe("what a draft matches", () => {
  test("in the whole log, with samples, days and the clause that fails", async () => {
    const result = await run({ rule: large(899) });
    expect(result).toMatchObject({
      end: "complete",
      read: HOURS,
      looked: HOURS,
      fitting: HOURS,
      matched: 100,
      newlyMatched: null,
      savedVersion: null,
      warnings: [],
      failingClauses: [{ clause: 0, events: 900, example: expect.stringContaining("$.payload.amount") }],
    });
    expect(result.samples.matched.map(({ timestamp }) => timestamp).slice(0, 2)).toEqual([
      "2026-02-11T15:00:00Z",
      "2026-02-11T14:00:00Z",
    ]);
    expect(result.samples.matched).toHaveLength(10);
    expect(result.days).toHaveLength(42);
    expect(result.days.slice(0, 2)).toMatchObject([
      { day: "2026-02-11", read: 16, matched: 16 },
      { day: "2026-02-10", read: 24, matched: 24 },
    ]);
    expect(result.days.reduce((sum, { matched }) => sum + matched, 0)).toBe(100);
  });

  test("in a range", async () => {
    const range = { from: "2026-01-02T00:00:00Z", to: "2026-01-03T00:00:00+00:00" };
    expect(await run({ rule: large(0), ...range })).toMatchObject({ read: 24, matched: 24, end: "complete" });
  });

  test("up to as many events as were asked for, and says where it stopped", async () => {
    const result = await run({ rule: { type: "prefix", value: "invoice." }, maxEvents: 100 });
    expect(result).toMatchObject({ end: "most_events", read: 100, matched: 100 });
    expect(result.reachedAt).toBe("2026-02-09T14:00:00Z");
    expect(result.message).toContain("What happened before 2026-02-09T14:00:00Z was not seen.");
  });

  test("beside the saved version: newly, and no longer", async () => {
    const patternId = await newPattern("Large ones", large(899));
    const draft: Pattern = {
      type: "prefix",
      value: "invoice.",
      filters: [{ field: "$.payload.amount", operator: "gt", value: 949 }],
    };
    const result = await run({ rule: draft, patternId });
    expect(result).toMatchObject({
      savedVersion: 1,
      read: 2 * HOURS,
      matched: 100,
      newlyMatched: 50,
      noLongerMatched: 50,
    });
    expect(result.samples.newlyMatched[0]).toMatchObject({ pattern: "invoice.paid" });
    expect(result.samples.noLongerMatched[0]).toMatchObject({
      pattern: "invoice.created",
      timestamp: "2026-02-09T13:00:00Z",
    });
    expect(result.overlaps).toEqual([]);
    await switchOff(patternId);
  });

  test("nothing is written", async () => {
    const count = () =>
      stack.ctx.db.sql`select (select count(*) from matches) as m, (select count(*) from audit_entries) as a`;
    const before = await count();
    await run({ rule: large(0) });
    expect(await count()).toEqual(before);
  });
});

describe("warnings", () => {
  test("a name that no event has, and one that none has in the range", async () => {
    const rule = { type: "exact", value: "invoice.craeted" };
    expect(kinds(await run({ rule }))).toEqual(["no_such_event"]);
    const regex = { type: "regex", value: "^none" };
    expect(kinds(await run({ rule: regex }))).toEqual(["no_such_event"]);
    const empty = { from: "2020-01-01T00:00:00Z", to: "2021-01-01T00:00:00Z" };
    expect(kinds(await run({ rule: large(0), ...empty }))).toEqual([]);
  });

  test("never matches, and which clause it is that fails", async () => {
    const result = await run({ rule: large(5_000) });
    expect(result.warnings).toMatchObject([{ kind: "never_matches", fitting: HOURS }]);
    expect(result.warnings[0]?.message).toContain("Filter 1 fails most often");
  });

  test("matches everything, of all events and not of those whose names fit alone", async () => {
    expect((await run({ rule: { type: "regex", value: "^" } })).warnings).toMatchObject([
      { kind: "matches_everything", matched: 3 * HOURS, events: 3 * HOURS },
    ]);
    expect(kinds(await run({ rule: { type: "prefix", value: "invoice." } }))).toEqual([]);
  });

  test("shadowed by a live pattern of the same workflow, and overlaps with any", async () => {
    const wide = await newPattern("All invoices", { type: "prefix", value: "invoice.", filters: [] });
    const other = await newPattern("Elsewhere", large(949), await newWorkflow("Elsewhere"));
    const result = await run({ rule: large(899), workflowId });
    expect(result.warnings).toMatchObject([{ kind: "shadowed", matched: 100, patternId: wide }]);
    expect(result.overlaps).toMatchObject([
      { patternId: wide, sameWorkflow: true, both: 100, onlyThis: 0, onlyOther: 900 },
      { patternId: other, sameWorkflow: false, both: 50, onlyThis: 50, onlyOther: 0 },
    ]);
    expect(kinds(await run({ rule: large(899) }))).toEqual([]);
    await switchOff(wide, other);
    expect((await run({ rule: large(899), workflowId })).overlaps).toEqual([]);
  });
});

describe("who may, and how many at once", () => {
  test("a caller has one at a time; it ends with its last message", async () => {
    const messages = await start({ rule: large(0) });
    await expect(start({ rule: large(0) })).rejects.toThrow("already_scanning");
    for await (const _message of messages);
    await run({ rule: large(0) });
  });

  test("leaving gives the place back, begun or not", async () => {
    await (await start({ rule: large(0) })).return?.();
    const controller = new AbortController();
    await start({ rule: large(0) }, { signal: controller.signal });
    controller.abort();
    await run({ rule: large(0) });
  });

  test("a process has few places", async () => {
    const caller = (id: string): ActorCtx => ({ ...stack.ctx, actor: { ...stack.ctx.actor, id } });
    const taken = [];
    for (const id of ["a", "b", "c"]) taken.push(await start({ rule: large(0) }, { ctx: caller(id) }));
    await expect(start({ rule: large(0) }, { ctx: caller("d") })).rejects.toThrow("all_taken");
    for (const messages of taken) await messages.return?.();
    await run({ rule: large(0) });
  });

  test("an abort ends it without a result", async () => {
    const controller = new AbortController();
    const messages = await start({ rule: large(0) }, { signal: controller.signal });
    controller.abort();
    const seen: BackTestMessage[] = [];
    for await (const message of messages) seen.push(message);
    expect(seen).toEqual([]);
  });

  test("a pattern that is not there is said before anything is read", async () => {
    const patternId = stack.ctx.newId();
    await expect(start({ rule: large(0), patternId })).rejects.toThrow("pattern_not_found");
    await run({ rule: large(0) });
  });

  test("a range that ends before it begins is refused", async () => {
    const range = { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" };
    await expect(start({ rule: large(0), ...range })).rejects.toThrow("The range ends before it begins.");
  });
});
