import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { eventually } from "#e2e/support/publish.ts";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import type { Ctx } from "../context.ts";
import { EarlyReceipts } from "../receipts/early-receipts.ts";
import { processReceipts } from "../receipts/process.ts";
import { ProcessingPlaces } from "../receipts/processing-places.ts";

const SOURCE_OF_OTHERS = "01980000-0000-7000-8000-000000000001";

const MINUTE_MS = 60_000;

const stack = sharedRuntime();

beforeAll(async () => {
  await seedRule(stack.ctx, ORDERS, { knowsAll: true });
});

/** A receipt with events that take an order into these states. It is younger than those that were made before. */
async function pendingMoves(order: string, ...states: readonly string[]): Promise<string> {
  await sleep(2);
  return await pendingEvents(
    stack.ctx,
    states.map((state) => nativeEvent(`${order}-${state}`, { payload: { order, state } })),
  );
}

/** A receipt that another source sent, and that nobody processes. */
async function pendingOfAnother(sourceId = SOURCE_OF_OTHERS): Promise<string> {
  await sleep(2);
  const row = receiptRow({ sourceId });
  await stack.ctx.receipts.add(row);
  return row.id;
}

/** It is not waited for any more: it was processed, or put aside. */
async function settle(receiptId: string): Promise<void> {
  await stack.ctx.db.sql`update receipts set outcome = 'quarantined' where id = ${receiptId}`;
}

async function fail(receiptId: string, failures: number): Promise<void> {
  await stack.ctx.db.sql`update receipts set failures = ${failures} where id = ${receiptId}`;
}

async function process(...receiptIds: readonly string[]): Promise<void> {
  await processWith(stack.ctx, ...receiptIds);
}

async function processWith(ctx: Ctx, ...receiptIds: readonly string[]): Promise<void> {
  await processReceipts({ ctx, input: { receiptIds } });
}

async function outcomes(receiptId: string): Promise<readonly string[]> {
  return (await outcomesOf(stack.ctx, receiptId)).map(({ outcome }) => outcome);
}

async function failuresOf(receiptId: string): Promise<number | undefined> {
  const rows = await stack.ctx.db.sql<
    { failures: number }[]
  >`select failures from receipts where id = ${receiptId}`;
  return rows[0]?.failures;
}

/** As another process has it: with its own view of what came too early, and a clock that is put forward. */
function withClock() {
  let nowMs = 0;
  const fed: string[] = [];
  const early = new EarlyReceipts(
    (ids) => void fed.push(...ids),
    () => nowMs,
  );
  const { transforming, suspects } = stack.ctx.processing;
  const ctx: Ctx = { ...stack.ctx, processing: { transforming, suspects, early } };
  return {
    ctx,
    fed,
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** Tries a receipt again and again while time passes, as the queue does. */
    tryFor: async (ms: number, receiptId: string): Promise<void> => {
      for (const endMs = nowMs + ms; nowMs < endMs; ) {
        nowMs = Math.min(nowMs + 50_000, endMs);
        await processWith(ctx, receiptId);
      }
    },
  };
}

/** Stays pending as it is: a source whose configuration this version cannot read. */
async function addFaultySource(): Promise<string> {
  const { sql } = stack.ctx.db;
  const [row] = await sql<{ id: string }[]>`
    insert into sources (id, key, name, preset, enabled, version, configuration, created_at, updated_at)
    values (gen_random_uuid(), 'faulty', 'faulty', 'github', true, 1, '{"of": "tomorrow"}', now(), now()) returning id`;
  await stack.ctx.sources.refresh();
  if (row === undefined) throw new Error("The source was not written.");
  return row.id;
}

async function throttleNative(throttle: object | null): Promise<void> {
  const { sql } = stack.ctx.db;
  await sql`
    update sources set version = version + 1,
      configuration = configuration || jsonb_build_object('throttle', ${throttle === null ? null : JSON.stringify(throttle)}::jsonb)
    where key = ${NATIVE_SOURCE_KEY}`;
  await stack.ctx.sources.refresh();
}

describe("an event that came after another one of its source", () => {
  test("is not refused while the earlier one waits, and is stored when it does not any more", async () => {
    const made = await pendingMoves("refused", "new");
    const paid = await pendingMoves("refused", "paid");
    await process(paid);
    expect(await outcomes(paid)).toEqual([]);
    expect(await failuresOf(paid)).toBe(0);
    await process(made);
    await process(paid);
    expect(await outcomes(paid)).toEqual(["stored"]);
  });

  test("is not let past it either: the earlier one would be refused then", async () => {
    await process(await pendingMoves("passed", "new", "paid"));
    const back = await pendingMoves("passed", "refunded");
    const shipped = await pendingMoves("passed", "shipped");
    await process(shipped);
    expect(await outcomes(shipped)).toEqual([]);
    await process(back, shipped);
    expect([await outcomes(back), await outcomes(shipped)]).toEqual([["stored"], ["rejected"]]);
  });

  test("is stored when another job stores the earlier one at the same time", async () => {
    const { ctx } = withClock();
    const made = await pendingMoves("beside", "new");
    const paid = await pendingMoves("beside", "paid");
    await Promise.all([processWith(ctx, paid), processWith(ctx, made)]);
    await eventually(async () => {
      await processWith(ctx, paid);
      return (await outcomes(paid)).length > 0;
    });
    expect(await outcomes(paid)).toEqual(["stored"]);
  });

  test("does not hold up the events beside it that no state machine looks at", async () => {
    const made = await pendingMoves("plain", "new");
    await sleep(2);
    const plain = await pendingEvents(stack.ctx, [nativeEvent("plain-1", { pattern: "note.made" })]);
    const paid = await pendingMoves("plain", "paid");
    await process(plain, paid);
    expect([await outcomes(plain), await outcomes(paid)]).toEqual([["stored"], []]);
    await process(made, paid);
    expect(await outcomes(paid)).toEqual(["stored"]);
  });

  test("has no failure counted against it for waiting, when it is processed alone", async () => {
    const made = await pendingMoves("suspect", "new");
    const paid = await pendingMoves("suspect", "paid");
    await processReceipts({ ctx: stack.ctx, input: { receiptIds: [paid], isRepeated: true } });
    expect([await outcomes(paid), await failuresOf(paid)]).toEqual([[], 0]);
    await process(made, paid);
    expect(await outcomes(paid)).toEqual(["stored"]);
  });

  test.each([
    ["fails again and again", (id: string) => fail(id, 2)],
    ["was put aside", settle],
  ])("does not wait for one that %s", async (_why, hinder) => {
    const made = await pendingMoves("hindered", "new");
    const paid = await pendingMoves("hindered", "paid");
    await hinder(made);
    await process(paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(made);
  });

  test("is judged all the same when the earlier one waits for too long", async () => {
    const { ctx, tryFor } = withClock();
    const made = await pendingMoves("late", "new");
    const paid = await pendingMoves("late", "paid");
    await processWith(ctx, paid);
    await tryFor(10 * MINUTE_MS - 1, paid);
    expect(await outcomes(paid)).toEqual([]);
    await tryFor(1, paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(made);
  });

  test("waits anew when it is judged again, also where it waited while another process judged it", async () => {
    const { ctx, fed, pass } = withClock();
    const made = await pendingMoves("elsewhere", "new");
    const paid = await pendingMoves("elsewhere", "paid");
    await processWith(ctx, paid);
    await eventually(async () => fed.includes(paid));
    await settle(made);
    await process(paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    pass(11 * MINUTE_MS);
    await stack.ctx.db.sql`update receipts set outcome = 'pending' where id in (${made}, ${paid})`;
    await processWith(ctx, paid);
    await processWith(ctx, made);
    await processWith(ctx, paid);
    expect(await outcomes(paid)).toEqual(["stored"]);
  });

  test("does not wait for newer ones, as when it is judged again", async () => {
    const paid = await pendingMoves("again", "paid");
    await process(paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    const newer = await pendingMoves("again", "new");
    await stack.ctx.db.sql`update receipts set outcome = 'pending' where id = ${paid}`;
    await process(paid);
    expect(await stack.ctx.db.sql`select outcome from receipts where id = ${paid}`).toEqual([
      { outcome: "rejected" },
    ]);
    await process(newer);
    expect(await outcomes(newer)).toEqual(["stored"]);
  });
});

describe("an event that came after one of another source", () => {
  test("is not refused while that waits, and is when it does not any more", async () => {
    const other = await pendingOfAnother();
    const paid = await pendingMoves("foreign", "paid");
    await process(paid);
    expect(await outcomes(paid)).toEqual([]);
    await settle(other);
    await process(paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
  });

  test("does not wait for it when nothing speaks against it", async () => {
    const other = await pendingOfAnother();
    const made = await pendingMoves("welcome", "new");
    await process(made);
    expect(await outcomes(made)).toEqual(["stored"]);
    await settle(other);
  });

  test("is refused when that waits for too long", async () => {
    const { ctx, tryFor } = withClock();
    const other = await pendingOfAnother();
    const paid = await pendingMoves("impatient", "paid");
    await processWith(ctx, paid);
    await tryFor(9_999, paid);
    expect(await outcomes(paid)).toEqual([]);
    await tryFor(1, paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(other);
  });

  test("waits for it as long when it waited for its own source before", async () => {
    const { ctx, tryFor } = withClock();
    const other = await pendingOfAnother();
    const unrelated = await pendingMoves("unrelated", "new");
    const paid = await pendingMoves("patient", "paid");
    await processWith(ctx, paid);
    await tryFor(MINUTE_MS, paid);
    await processWith(ctx, unrelated);
    await processWith(ctx, paid);
    await tryFor(9_999, paid);
    expect(await outcomes(paid)).toEqual([]);
    await tryFor(1, paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(other);
  });

  test("does not wait for a source whose receipts cannot be processed", async () => {
    const other = await pendingOfAnother(await addFaultySource());
    const paid = await pendingMoves("hopeless", "paid");
    await process(paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(other);
  });

  test("does not wait when its own source is throttled: each try would cost a token", async () => {
    await throttleNative({ perSecond: 100 });
    const other = await pendingOfAnother();
    const paid = await pendingMoves("throttled", "paid");
    await process(paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(other);
    await throttleNative(null);
  });
});

test("what came too early is fed again by itself, behind what waits in the queue", async () => {
  const fed: string[] = [];
  const processing = new ProcessingPlaces({
    process: async (ids, lane) => void fed.push(...ids, lane ?? "first"),
  });
  const made = await pendingMoves("fed", "new");
  const paid = await pendingMoves("fed", "paid");
  await processWith({ ...stack.ctx, processing }, paid);
  await eventually(async () => fed.length > 0);
  expect(fed).toEqual([paid, "later"]);
  await process(made, paid);
});
