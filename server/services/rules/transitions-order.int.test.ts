import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { eventually } from "#e2e/support/publish.ts";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Ctx } from "../context.ts";
import { EarlyReceipts } from "../receipts/early-receipts.ts";
import { processReceipts } from "../receipts/process.ts";

const SOURCE_OF_OTHERS = "01980000-0000-7000-8000-000000000001";

/** Longer than any event waits for an earlier one. */
const TOO_LONG_MS = 60 * 60 * 1000;

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
async function pendingOfAnother(): Promise<string> {
  await sleep(2);
  const row = receiptRow({ sourceId: SOURCE_OF_OTHERS });
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

/** A context in which an hour passes whenever it is said. */
function withClock(): { readonly ctx: Ctx; readonly pass: () => void } {
  let nowMs = 0;
  const early = new EarlyReceipts(() => nowMs);
  const { transforming, suspects } = stack.ctx.processing;
  return {
    ctx: { ...stack.ctx, processing: { transforming, suspects, early } },
    pass: () => {
      nowMs += TOO_LONG_MS;
    },
  };
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
    const { ctx, pass } = withClock();
    const made = await pendingMoves("late", "new");
    const paid = await pendingMoves("late", "paid");
    await processWith(ctx, paid);
    expect(await outcomes(paid)).toEqual([]);
    pass();
    await processWith(ctx, paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(made);
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
    const { ctx, pass } = withClock();
    const other = await pendingOfAnother();
    const paid = await pendingMoves("impatient", "paid");
    await processWith(ctx, paid);
    pass();
    await processWith(ctx, paid);
    expect(await outcomes(paid)).toEqual(["rejected"]);
    await settle(other);
  });
});

test("what came too early is fed again by itself, behind what waits in the queue", async () => {
  const fed: string[] = [];
  const jobs = {
    ...stack.ctx.jobs,
    process: async (ids: readonly string[], lane?: string) => void fed.push(...ids, lane ?? "first"),
  };
  const made = await pendingMoves("fed", "new");
  const paid = await pendingMoves("fed", "paid");
  await processWith({ ...stack.ctx, jobs }, paid);
  await eventually(async () => fed.length > 0);
  expect(fed).toEqual([paid, "later"]);
  await process(made, paid);
});
