import { beforeAll, describe, expect, test } from "vitest";
import { type LockedTable, lockTable } from "#e2e/support/locked-table.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import type { BackTestMessage } from "#schemas/back-test.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { scanLog } from "../log-scan/scan-log.ts";
import { ScanTime } from "../log-scan/scan-time.ts";
import { createWorkflow } from "../workflows/create.ts";
import { startBackTest } from "./back-test.ts";
import { createPattern } from "./create.ts";

const stack = sharedRuntime();

/** Each takes some ms, and so all of them far longer than a reader waits for the first few messages. */
const EVENTS = 2_000;
const SLOW = {
  type: "exact",
  value: "slow",
  filters: [
    {
      any_of: Array.from({ length: 3 }, (_, index) => ({
        field: "$..*..*..*",
        operator: "equals",
        value: `none ${index}`,
      })),
    },
  ],
};

/** What is done with these few ends by itself. */
const FEW = { rule: { type: "exact", value: "slow", filters: [] }, maxEvents: 3 };

beforeAll(async () => {
  const payload = { deep: deepValue(55) };
  await storeEvents(
    stack.ctx,
    Array.from({ length: EVENTS }, () => ({ pattern: "slow", payload })),
  );
});

function deepValue(depth: number): JsonValue {
  return depth === 0 ? {} : { inner: deepValue(depth - 1), list: [1, 2, 3] };
}

interface BackTest {
  readonly messages: AsyncIterableIterator<BackTestMessage, void>;
  readonly abort: () => void;
  /** Locks a table until the test is over, unless it is released before. */
  readonly lock: (table: string) => Promise<LockedTable>;
}

/** Starts one, and leaves it however the test ends: the next test needs its place. */
async function during(input: object, work: (backTest: BackTest) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const started = await startBackTest({ ctx: stack.ctx, input, signal: controller.signal });
  if (started.outcome !== "started") throw new Error(started.outcome);
  const { messages } = started;
  const locked: LockedTable[] = [];
  const lock = async (table: string) => {
    const one = await lockTable(stack.database, table);
    locked.push(one);
    return one;
  };
  try {
    await work({ messages, abort: () => controller.abort(), lock });
  } finally {
    for (const table of locked) await table.release();
    await messages.return?.();
  }
}

async function listOf(messages: AsyncIterable<BackTestMessage>): Promise<BackTestMessage[]> {
  const list: BackTestMessage[] = [];
  for await (const message of messages) list.push(message);
  return list;
}

async function nextProgress(messages: BackTest["messages"]): Promise<number> {
  const { value } = await messages.next();
  if (value?.type !== "progress") throw new Error("All events were judged too soon: the test needs more.");
  return value.read;
}

/** How many events have been read at the end of each piece. */
async function piecesOfLog(): Promise<ReadonlySet<number>> {
  const input = {
    names: { type: "exact", names: ["slow"] },
    range: { from: null, to: null },
    bounds: { maxEvents: EVENTS },
    time: new ScanTime(),
  } as const;
  const ends = new Set<number>();
  for await (const { progress } of scanLog(stack.ctx, input)) ends.add(progress.read);
  return ends;
}

describe("of events that take long", () => {
  test("progress comes between the events of a piece, and says what was judged until then", async () => {
    const ends = await piecesOfLog();
    await during({ rule: SLOW }, async ({ messages }) => {
      const reads: number[] = [];
      while (reads.length < 4) reads.push(await nextProgress(messages));
      expect(new Set(reads).size).toBe(reads.length);
      expect(reads).toEqual(reads.toSorted((one, other) => one - other));
      expect(reads.at(-1)).toBeLessThan(EVENTS);
      expect(reads.every((read) => ends.has(read))).toBe(false);
    });
  });

  test.each(["abort", "leave"] as const)("who stops (%s) gets no result, and ends it", async (how) => {
    await during({ rule: SLOW }, async ({ messages, abort }) => {
      expect(await nextProgress(messages)).toBeLessThan(EVENTS);
      const next = messages.next();
      if (how === "abort") abort();
      else await messages.return?.();
      const { value } = await next;
      if (value) expect(value).toMatchObject({ type: "progress" });
      expect(await messages.next()).toEqual({ done: true, value: undefined });
    });
    await during(FEW, async ({ messages }) => {
      expect((await listOf(messages)).at(-1)).toMatchObject({ type: "result", read: 3 });
    });
  });
});

test("the place is free when it has ended, and not before", async () => {
  await during(FEW, async ({ messages, abort, lock }) => {
    const events = await lock("events");
    const next = messages.next();
    await events.awaited();
    abort();
    await expect(during(FEW, async () => {})).rejects.toThrow("already_scanning");
    await events.release();
    expect(await next).toEqual({ done: true, value: undefined });
  });
  await during(FEW, async ({ messages }) => {
    expect((await listOf(messages)).at(-1)).toMatchObject({ type: "result", read: 3 });
  });
});

test("what is stopped after its events, while something is looked up, gives no result", async () => {
  await during(FEW, async ({ messages, abort, lock }) => {
    const events = await lock("events");
    const next = messages.next();
    await events.awaited();
    const revisions = await lock("revisions");
    await events.release();
    await revisions.awaited();
    abort();
    await revisions.release();
    const rest = [await next, await messages.next()].map(({ value }) => value?.type);
    expect(rest).not.toContain("result");
  });
});

test("patterns that are saved meanwhile are told of", async () => {
  const { ctx } = stack;
  const workflow = await createWorkflow({ ctx, input: { name: "Any", target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  await during(FEW, async ({ messages, lock }) => {
    const events = await lock("events");
    const all = listOf(messages);
    await events.awaited();
    const rule = { type: "exact", value: "absent", filters: [] };
    const input = { name: "Saved meanwhile", workflowId: workflow.id, enabled: true, rule };
    expect(await createPattern({ ctx, input })).toMatchObject({ outcome: "created" });
    await events.release();
    expect((await all).at(-1)).toMatchObject({ matched: 3, warnings: [{ kind: "patterns_changed" }] });
  });
});
