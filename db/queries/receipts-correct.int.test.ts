import { expect, test } from "vitest";
import { nativeEvent, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { markCorrected, withdrawCorrection } from "./receipts-correct.ts";

const stack = sharedRuntime();

async function itemThatIs(outcome: string): Promise<string> {
  const receiptId = await pendingEvents(stack.ctx, [nativeEvent("any")]);
  await stack.ctx.db
    .sql`insert into receipt_items (receipt_id, item, outcome) values (${receiptId}, 0, ${outcome})`;
  return receiptId;
}

test.each(["rejected", "conflict"])("an item that is %s is replaced once", async (outcome) => {
  const { sql } = stack.ctx.db;
  const receiptId = await itemThatIs(outcome);
  const [first, second, third] = [stack.ctx.newId(), stack.ctx.newId(), stack.ctx.newId()];
  expect(await markCorrected(sql, { receiptId, item: 0, by: first }, null)).toBe(true);
  expect(await markCorrected(sql, { receiptId, item: 0, by: second }, null)).toBe(false);
  expect(await markCorrected(sql, { receiptId, item: 0, by: second }, third)).toBe(false);
  expect(await markCorrected(sql, { receiptId, item: 0, by: second }, first)).toBe(true);
});

test.each(["stored", "duplicate", "quarantined"])("an item that is %s is not replaced", async (outcome) => {
  const receiptId = await itemThatIs(outcome);
  const by = stack.ctx.newId();
  expect(await markCorrected(stack.ctx.db.sql, { receiptId, item: 0, by }, null)).toBe(false);
});

test("what is no correction is not withdrawn", async () => {
  const receiptId = await itemThatIs("quarantined");
  await stack.ctx.db.sql`update receipts set outcome = 'quarantined' where id = ${receiptId}`;
  const input = { receiptId, by: stack.ctx.newId(), detail: "{}" };
  expect(await withdrawCorrection(stack.ctx.db.sql, input)).toBe(false);
});
