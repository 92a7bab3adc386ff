import { beforeAll, describe, expect, test } from "vitest";
import { receiptsOf } from "#e2e/support/corrections.ts";
import { nativeEvent, pendingText } from "#e2e/support/pending-receipts.ts";
import { seedSchema, WITH_TOTAL } from "#e2e/support/schemas.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { rejudgeReceipts } from "./rejudge.ts";

const stack = sharedRuntime();
const { process, correct, received, corrected, outcomes, whileHeld } = receiptsOf(stack);

beforeAll(async () => {
  await seedSchema(stack.ctx, "bill.made", WITH_TOTAL);
});

const bill = (eventId: string, payload: object = {}) =>
  nativeEvent(eventId, { pattern: "bill.made", payload });

/** An event whose id another one has, and a correction of it that was rejected. */
async function conflictAndRejected(
  name: string,
): Promise<{ readonly origin: string; readonly first: string }> {
  await received(bill(name, { total: 1 }));
  const origin = await received(bill(name, { total: 2 }));
  const first = await corrected(origin, bill(`${name}-new`, { total: -1 }));
  expect([...(await outcomes(origin)), ...(await outcomes(first))]).toEqual([
    `conflict ${name}`,
    `rejected ${name}-new`,
  ]);
  return { origin, first };
}

async function correctedBy(receiptId: string): Promise<string | null | undefined> {
  const [item] = await stack.ctx.db.sql<{ by: string | null }[]>`
    select corrected_by as by from receipt_items where receipt_id = ${receiptId}`;
  return item?.by;
}

describe("an item and its rejected correction", () => {
  test("are corrected once by two people, of whom one names the item and one the correction", async () => {
    const { origin, first } = await conflictAndRejected("two");
    const results = await whileHeld([origin, first], () => [
      correct(origin, bill("two-new", { total: 2 })),
      correct(first, bill("two-new", { total: 3 })),
    ]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["accepted", "not_correctable"]);
    const accepted = results.find((result) => result.outcome === "accepted");
    expect(await correctedBy(first)).toBe(accepted?.receiptId);
  });

  test("are not corrected while the correction is judged again, nor after it was stored", async () => {
    const { origin, first } = await conflictAndRejected("again");
    await seedSchema(stack.ctx, "bill.made", { type: "object" }, "2.0");
    await stack.ctx.db
      .sql`update event_schemas set deleted_at = now() where pattern = 'bill.made' and version = '1.0'`;
    await stack.ctx.db.sql`update schema_subjects set default_version = '2.0' where pattern = 'bill.made'`;
    await rejudgeReceipts({ ctx: stack.ctx, input: { receiptIds: [first] } });
    const early = await correct(origin, bill("again-new", { total: 2 }));
    await process(first);
    const late = await correct(origin, bill("again-new", { total: 2 }));
    await stack.ctx.db
      .sql`update event_schemas set deleted_at = null where pattern = 'bill.made' and version = '1.0'`;
    await stack.ctx.db.sql`update schema_subjects set default_version = '1.0' where pattern = 'bill.made'`;
    expect(await outcomes(first)).toEqual(["stored again-new"]);
    expect([early, late]).toMatchObject([
      { outcome: "not_correctable", message: expect.stringContaining("processed just now") },
      { outcome: "not_correctable", message: expect.stringContaining(first) },
    ]);
  });

  test.each(["item", "correction"])(
    "are not corrected when the %s begins to be judged again meanwhile",
    async (which) => {
      const { origin, first } = await conflictAndRejected(`begin-${which}`);
      const waits = which === "item" ? origin : first;
      const results = await whileHeld(
        [waits],
        () => [correct(origin, bill(`begin-${which}-new`, { total: 2 }))],
        (sql) => sql`update receipts set outcome = 'pending' where id = ${waits}`,
      );
      expect(results).toMatchObject([{ outcome: "not_correctable" }]);
      expect(await correctedBy(first)).toBeNull();
    },
  );

  test("are not corrected by what was judged by another outcome than the correction has by now", async () => {
    const { origin, first } = await conflictAndRejected("other");
    const results = await whileHeld(
      [first],
      () => [correct(origin, bill("other-new", { total: 2 }))],
      (sql) => sql`update receipt_items set outcome = 'conflict' where receipt_id = ${first}`,
    );
    expect(results).toMatchObject([{ outcome: "not_correctable" }]);
    expect(await correctedBy(first)).toBeNull();
  });
});

describe("a correction sent anew for the item itself", () => {
  test("keeps the id that the last correction has", async () => {
    const { origin, first } = await conflictAndRejected("keep");
    expect(await correct(origin, bill("keep-third", { total: 2 }))).toMatchObject({
      outcome: "invalid",
      refusal: { pointer: "/eventId", message: expect.stringContaining("keep-new") },
    });
    const second = await corrected(origin, bill("keep-new", { total: 2 }));
    expect(await outcomes(second)).toEqual(["stored keep-new"]);
    expect([await correctedBy(origin), await correctedBy(first)]).toEqual([second, second]);
  });

  test("takes a new id when the last correction met another event", async () => {
    const origin = await received(bill("taken", { total: -1 }));
    await received(bill("taken", { total: 5 }));
    const first = await corrected(origin, bill("taken", { total: 6 }));
    expect(await outcomes(first)).toEqual(["conflict taken"]);
    expect(await correct(origin, bill("taken", { total: 6 }))).toMatchObject({
      outcome: "invalid",
      refusal: { pointer: "/eventId" },
    });
    expect(await outcomes(await corrected(origin, bill("free", { total: 6 })))).toEqual(["stored free"]);
  });

  test("keeps the source of the last correction, where the item could not be read", async () => {
    const origin = await process(await pendingText(stack.ctx, '[{"eventId":"half"}]'));
    await corrected(origin, bill("half", { total: -1 }));
    const elsewhere = { ...bill("half", { total: 1 }), source: { type: "task", id: "shop" } };
    expect(await correct(origin, elsewhere)).toMatchObject({
      outcome: "invalid",
      refusal: { pointer: "/source" },
    });
  });
});
