import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import type { BackTestMessage } from "#schemas/back-test.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { createWorkflow } from "../workflows/create.ts";
import { startBackTest } from "./back-test.ts";
import { createPattern } from "./create.ts";

const stack = sharedRuntime();

/** Each takes some tens of ms, and so a piece of them seconds. */
const EVENTS = 80;
const WALKS = Array.from({ length: 3 }, (_, index) => ({
  field: "$..*..*..*",
  operator: "equals",
  value: `none ${index}`,
}));
const SLOW = { type: "exact", value: "slow", filters: [{ any_of: WALKS }] };
const SLOWLY_MATCHING = {
  ...SLOW,
  filters: [{ any_of: [...WALKS, { field: "$.payload", operator: "exists", value: true }] }],
};

/** More names than are listed, so that a name is looked for by a walk along all of them. */
const NAMES = 30_000;
const ABSENT = { type: "regex", value: "^absent[0-9]$", filters: [] };
const EMPTY = { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" };

beforeAll(async () => {
  const payload = { deep: deepValue(55) };
  await storeEvents(
    stack.ctx,
    Array.from({ length: EVENTS }, () => ({ pattern: "slow", payload })),
  );
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    select gen_random_uuid(), 'name' || n, 'name.' || n, '1.0', '{"type":"external","id":"test"}',
      timestamp '2026-01-01' - n * interval '1 second', '{}', '{}' from generate_series(1, ${NAMES}) as n`;
});

function deepValue(depth: number): JsonValue {
  return depth === 0 ? {} : { inner: deepValue(depth - 1), list: [1, 2, 3] };
}

async function start(input: object, signal = new AbortController().signal) {
  return await startBackTest({ ctx: stack.ctx, input, signal });
}

/** Starts, and reads to the end. */
async function read(input: object, signal?: AbortSignal) {
  const started = await start(input, signal);
  if (started.outcome !== "started") throw new Error(started.outcome);
  return { ended: listOf(started.messages), leave: async () => await started.messages.return?.() };
}

async function listOf(messages: AsyncIterable<BackTestMessage>): Promise<BackTestMessage[]> {
  const list: BackTestMessage[] = [];
  for await (const message of messages) list.push(message);
  return list;
}

describe("of events that take long", () => {
  test("progress comes about four times a second, and each says what was judged until then", async () => {
    const times: number[] = [];
    const started = await start({ rule: SLOW });
    if (started.outcome !== "started") throw new Error(started.outcome);
    const reads: number[] = [];
    for await (const { read } of started.messages) {
      times.push(performance.now());
      reads.push(read);
    }
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times.length).toBeGreaterThan(3);
    expect(Math.max(...gaps)).toBeLessThan(600);
    expect(new Set(reads).size).toBeGreaterThan(3);
    expect(reads.at(-1)).toBe(EVENTS);
  });

  test.each(["abort", "leave"] as const)("who stops (%s) ends it at the next event", async (how) => {
    const controller = new AbortController();
    const { ended, leave } = await read({ rule: SLOW }, controller.signal);
    await sleep(400);
    const stoppedMs = performance.now();
    if (how === "abort") controller.abort();
    else void leave();
    const messages = await ended;
    expect(performance.now() - stoppedMs).toBeLessThan(200);
    expect(messages.every(({ type }) => type === "progress")).toBe(true);
  });

  test("the place is free when it has ended, and not before", async () => {
    const controller = new AbortController();
    const { ended } = await read({ rule: SLOW }, controller.signal);
    await sleep(400);
    controller.abort();
    expect(await start({ rule: SLOW })).toEqual({ outcome: "already_scanning" });
    await ended;
    const next = await read({ rule: SLOW, maxEvents: 1 });
    expect((await next.ended).at(-1)).toMatchObject({ type: "result", read: 1 });
  });
});

test("patterns that are saved meanwhile are told of", async () => {
  const { ctx } = stack;
  const workflow = await createWorkflow({ ctx, input: { name: "Any", target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  const started = await start({ rule: SLOWLY_MATCHING });
  if (started.outcome !== "started") throw new Error(started.outcome);
  expect(await started.messages.next()).toMatchObject({ value: { type: "progress" } });
  const input = { name: "Saved meanwhile", workflowId: workflow.id, enabled: true, rule: ABSENT };
  expect(await createPattern({ ctx, input })).toMatchObject({ outcome: "created" });
  const messages = await listOf(started.messages);
  expect(messages.at(-1)).toMatchObject({ matched: EVENTS, warnings: [{ kind: "patterns_changed" }] });
});

test("what is stopped while it looks for a name gives no result", async () => {
  const timed = async () => {
    const startedMs = performance.now();
    const whole = await read({ rule: ABSENT, ...EMPTY });
    expect((await whole.ended).at(-1)).toMatchObject({ warnings: [{ kind: "no_such_event" }] });
    return performance.now() - startedMs;
  };
  const wholeMs = Math.min(await timed(), await timed());
  const controller = new AbortController();
  const stopped = await read({ rule: ABSENT, ...EMPTY }, controller.signal);
  await sleep(wholeMs * 0.3);
  const abortedMs = performance.now();
  controller.abort();
  expect((await stopped.ended).every(({ type }) => type === "progress")).toBe(true);
  expect(performance.now() - abortedMs).toBeLessThan(wholeMs * 0.4);
});
