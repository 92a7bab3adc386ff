import { setImmediate as nextTurn } from "node:timers/promises";
import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { longestWait } from "#e2e/support/longest-wait.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { PatternDefinition } from "#schemas/pattern-definition.ts";
import { createLogger } from "#server/telemetry/logger.ts";
import { createWorkflow } from "../workflows/create.ts";
import { setWorkflowEnabled } from "../workflows/set-enabled.ts";
import { createPattern } from "./create.ts";
import { PatternBook } from "./pattern-book.ts";
import { setPatternEnabled } from "./set-enabled.ts";
import { updatePattern } from "./update.ts";

const stack = sharedRuntime();
const log = createLogger({ level: "silent", name: "test" });

let book: PatternBook;
let workflowId: string;
let eventName: string;

beforeEach(async () => {
  book = new PatternBook(log);
  eventName = `e${stack.ctx.newId()}`;
  workflowId = await addWorkflow();
});

async function addWorkflow(): Promise<string> {
  const created = await createWorkflow({
    ctx: stack.ctx,
    input: { name: stack.ctx.newId(), target: { kind: "log" } },
  });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.id;
}

function definition(rule: Partial<PatternDefinition["rule"]> = {}): PatternDefinition {
  const name = stack.ctx.newId();
  return { name, workflowId, enabled: true, rule: { type: "exact", value: eventName, filters: [], ...rule } };
}

async function addPattern(rule: Partial<PatternDefinition["rule"]> = {}): Promise<string> {
  const created = await createPattern({ ctx: stack.ctx, input: definition(rule) });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.id;
}

function event(payload: Envelope["payload"] = {}): Envelope {
  const source = { type: "external", id: "shop" } as const;
  const timestamp = "2024-03-15T10:00:00Z";
  return { eventId: "evt", pattern: eventName, version: "1.0", source, timestamp, payload, metadata: {} };
}

/** What a transaction that begins now is answered. */
async function matched(by = book, envelope = event()): Promise<{ id: string; version: number }[]> {
  return await stack.ctx.db.sql.begin(async (sql) => {
    const live = await by.current(sql);
    const found = live.match(envelope);
    expect(await live.matchAll([envelope, envelope])).toEqual([found, found]);
    return found.map(({ id, version }) => ({ id, version }));
  });
}

test("a pattern is seen by the next transaction, with its version, in every process", async () => {
  const other = new PatternBook(log);
  expect([await matched(), await matched(other)]).toEqual([[], []]);
  const id = await addPattern();
  expect([await matched(), await matched(other)]).toEqual([[{ id, version: 1 }], [{ id, version: 1 }]]);
});

test("a change takes the place of what was there, and carries the next version", async () => {
  const id = await addPattern();
  await matched();
  const filter = { field: "$.payload.amount", operator: "gt", value: 1000 } as const;
  const changed = definition({ filters: [filter] });
  expect(
    await updatePattern({ ctx: stack.ctx, input: { id, version: 1, definition: changed } }),
  ).toMatchObject({
    outcome: "updated",
  });
  expect(await matched(book, event({ amount: 900 }))).toEqual([]);
  expect(await matched(book, event({ amount: 1500 }))).toEqual([{ id, version: 2 }]);
});

test("a pattern that is switched off matches no more, until it is switched on again", async () => {
  const id = await addPattern();
  const kept = await addPattern({ type: "prefix" });
  expect(await matched()).toHaveLength(2);
  await setPatternEnabled({ ctx: stack.ctx, input: { id, version: 1, enabled: false } });
  expect(await matched()).toEqual([{ id: kept, version: 1 }]);
  await setPatternEnabled({ ctx: stack.ctx, input: { id, version: 2, enabled: true } });
  expect(await matched()).toEqual(expect.arrayContaining([{ id, version: 3 }]));
});

test("a workflow that is switched off takes its patterns with it, and no others", async () => {
  const first = await addPattern();
  const switchedOff = workflowId;
  workflowId = await addWorkflow();
  const second = await addPattern();
  expect(await matched()).toHaveLength(2);
  await setWorkflowEnabled({ ctx: stack.ctx, input: { id: switchedOff, enabled: false } });
  expect(await matched()).toEqual([{ id: second, version: 1 }]);
  await setWorkflowEnabled({ ctx: stack.ctx, input: { id: switchedOff, enabled: true } });
  expect((await matched()).map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
});

test("transactions that ask at once wait for one load, and all see it", async () => {
  const id = await addPattern();
  const answers = await Promise.all(Array.from({ length: 8 }, () => matched()));
  expect(answers).toEqual(answers.map(() => [{ id, version: 1 }]));
});

test("a transaction that began earlier does not set the book back", async () => {
  const { sql } = stack.ctx.db;
  await sql.begin("isolation level repeatable read", async (earlier) => {
    await book.current(earlier);
    const id = await addPattern();
    expect(await matched()).toEqual([{ id, version: 1 }]);
    await book.current(earlier);
    expect(await matched()).toEqual([{ id, version: 1 }]);
  });
});

test("a load that fails leaves the book as it was, and those who waited for it load themselves", async () => {
  const id = await addPattern();
  const failing = stack.ctx.db.sql.begin(async (sql) => {
    const loading = book.current(sql);
    await sql`select 1 / 0`.catch(() => {});
    await loading;
  });
  const [failed, seen] = await Promise.allSettled([failing, matched()]);
  expect(failed.status).toBe("rejected");
  expect(seen).toMatchObject({ status: "fulfilled", value: [{ id, version: 1 }] });
});

test("a stored pattern that cannot be read matches nothing and stops no other", async () => {
  const id = await addPattern();
  const broken = await addPattern({ type: "prefix" });
  await stack.ctx.db.sql`update patterns set filters = '[{"field": 5}]' where id = ${broken}`;
  expect(await matched()).toEqual([{ id, version: 1 }]);
});

/** A filter that walks through much of an event, and a payload on which that takes some milliseconds. */
const slowFilter = (name: string) =>
  ({ field: `$..*..*['${name}']`, operator: "exists", value: true }) as const;
const slowPayload = {
  items: Array.from({ length: 1_500 }, (_, at) => ({ at, in: { deep: [at] } })),
} satisfies Envelope["payload"];

test("a batch is matched by one state of the patterns, however they change while others have their turn", async () => {
  const slow = await addPattern({ filters: [{ any_of: [slowFilter("a"), slowFilter("b")] }] });
  const before = await addPattern();
  expect(await matched()).toEqual([{ id: before, version: 1 }]);
  const batch = Array.from({ length: 60 }, (_, at) => event({ ...slowPayload, at }));
  const order: string[] = [];
  const inBatch = book.matchAll(batch).finally(() => order.push("matched"));
  await nextTurn();
  const after = await addPattern();
  await setPatternEnabled({ ctx: stack.ctx, input: { id: before, version: 1, enabled: false } });
  order.push("changed");
  const seen = matched().finally(() => order.push("seen"));
  const found = await inBatch;
  expect(found.map((patterns) => patterns.map(({ id }) => id))).toEqual(batch.map(() => [before]));
  expect(await seen).toEqual([{ id: after, version: 1 }]);
  expect(order).toEqual(["changed", "matched", "seen"]);
  expect(found.flat().map(({ id }) => id)).not.toContain(slow);
});

test("batches are matched beside each other, and each event is answered in its place", async () => {
  const id = await addPattern({ filters: [{ field: "$.payload.n", operator: "gt", value: 1 }] });
  await addPattern({ filters: [slowFilter("a")] });
  await matched();
  const batch = [3, 1, 2, 0].map((n) => ({
    ...event({ ...slowPayload, n }),
    pattern: n % 2 ? eventName : `${n}`,
  }));
  const answers = await Promise.all([book.matchAll(batch), book.matchAll(batch.toReversed())]);
  const ids = answers.map((found) => found.map((patterns) => patterns.map((pattern) => pattern.id)));
  expect(ids).toEqual([
    [[id], [], [], []],
    [[], [], [], [id]],
  ]);
});

describe("others have their turn", () => {
  test("between the events of a batch that is matched slowly", async () => {
    await addPattern({ filters: [{ any_of: [slowFilter("a"), slowFilter("b")] }] });
    await matched();
    const batch = Array.from({ length: 60 }, (_, at) => event({ ...slowPayload, at }));
    expect(await longestWait(book.matchAll(batch))).toBeLessThan(0.5);
  });

  test("between names that nobody has seen, which are tested against regular expressions", async () => {
    for (let count = 40; count < 80; count += 1) {
      await addPattern({ type: "regex", value: `^(?:[a-z]{1,30}[.]){${count % 10}}[a-z.]{${count}}$` });
    }
    await matched();
    const batch = Array.from({ length: 300 }, (_, at) => ({ ...event(), pattern: "ab.".repeat(60) + at }));
    expect(await longestWait(book.matchAll(batch))).toBeLessThan(0.5);
  });

  test("between patterns that are loaded, whose expressions are large", async () => {
    for (let count = 0; count < 30; count += 1) {
      await addPattern({ type: "regex", value: `^(?:[a-z]{1,30}[.]){${20 + (count % 10)}}${count}$` });
    }
    expect(await longestWait(matched(new PatternBook(log)))).toBeLessThan(0.5);
  });
});

test("of many patterns, those that were changed are loaded and no others", async () => {
  const names = Array.from({ length: 3_000 }, () => stack.ctx.newId());
  await stack.ctx.db.sql`
    insert into patterns (id, workflow_id, name, type, value, filters)
    select name::uuid, ${workflowId}, name, 'exact', ${eventName}, '[]' from unnest(${names}::text[]) as name`;
  expect(await matched()).toHaveLength(3_000);
  await changeUnseen(names[0] ?? "");
  const id = await addPattern();
  const found = await matched();
  expect(found).toHaveLength(3_001);
  expect(found).toContainEqual({ id, version: 1 });
  expect(found).toContainEqual({ id: names[0], version: 1 });
  expect(await matched(new PatternBook(log))).toContainEqual({ id: names[0], version: 9 });
});

/** Changes a pattern without its revision, which nothing but this test can: whoever reads the row again shows it. */
async function changeUnseen(id: string): Promise<void> {
  const owner = new pg.Client({ connectionString: stack.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query("set session_replication_role = replica");
    await owner.query("update patterns set version = 9 where id = $1", [id]);
  } finally {
    await owner.end();
  }
}
