import { beforeAll, describe, expect, test } from "vitest";
import { receiptsOf } from "#e2e/support/corrections.ts";
import { nativeEvent, pendingText } from "#e2e/support/pending-receipts.ts";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { seedSchema, WITH_TOTAL } from "#e2e/support/schemas.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "../sources/create.ts";
import { getItemEvent } from "./get-item-event.ts";
import { processReceipts } from "./process.ts";
import { rejudgeReceipts } from "./rejudge.ts";

const stack = sharedRuntime();

beforeAll(async () => {
  await seedSchema(stack.ctx, "bill.made", WITH_TOTAL);
});

const bill = (eventId: string, payload: object = {}) =>
  nativeEvent(eventId, { pattern: "bill.made", payload });

const { process, correct, received, corrected, outcomes } = receiptsOf(stack);

async function eventOf(receiptId: string, item = 0): Promise<string> {
  const found = await getItemEvent({ ctx: stack.ctx, input: { receiptId, item } });
  if (found.outcome !== "found") throw new Error(JSON.stringify(found));
  return found.text;
}

describe("a correction", () => {
  test("of a rejected event is stored under its id, with the digits that were written", async () => {
    const receiptId = await received(bill("first"), bill("second", { total: 1 }));
    const text = await eventOf(receiptId);
    expect(JSON.parse(text)).toMatchObject({ eventId: "first", pattern: "bill.made", payload: {} });
    const by = await corrected(
      receiptId,
      text.replace('"payload":{}', '"payload":{"total":9007199254740993.10}'),
    );
    expect(await outcomes(by)).toEqual(["stored first"]);
    const [event] = await stack.ctx.db
      .sql`select payload::text as payload from events where event_id = 'first'`;
    expect(event).toEqual({ payload: '{"total": 9007199254740993.10}' });
    const [row] = await stack.ctx.db.sql`
      select door, source_key as source, corrects_receipt_id as corrects, corrects_item as item from receipts where id = ${by}`;
    expect(row).toEqual({ door: "correction", source: "api", corrects: receiptId, item: 0 });
    const items = await stack.ctx.db.sql`
      select outcome, corrected_by as by from receipt_items where receipt_id = ${receiptId} order by item`;
    expect([...items]).toEqual([
      { outcome: "rejected", by },
      { outcome: "stored", by: null },
    ]);
    const audit = await stack.ctx.db.sql`
      select actor_label as actor, after from audit_entries where action = 'receipt.corrected' and entity_id = ${receiptId}`;
    expect([...audit]).toEqual([{ actor: "admin@example.com", after: { item: 0, correctedBy: by } }]);
  });

  test("that is wrong as well is rejected, and can be corrected itself, or anew", async () => {
    const receiptId = await received(bill("stubborn"));
    const first = await corrected(receiptId, bill("stubborn", { total: -1 }));
    expect(await outcomes(first)).toEqual(["rejected stubborn"]);
    const second = await corrected(receiptId, bill("stubborn", { total: "2" }));
    const third = await corrected(second, bill("stubborn", { total: 3 }));
    expect(await outcomes(third)).toEqual(["stored stubborn"]);
    for (const id of [receiptId, first, second]) {
      expect(await correct(id, bill("stubborn", { total: 4 }))).toMatchObject({ outcome: "not_correctable" });
    }
  });

  test("waits for the one before it", async () => {
    const receiptId = await received(bill("twice"));
    const results = await Promise.all([1, 2, 3].map((total) => correct(receiptId, bill("twice", { total }))));
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
      "accepted",
      "not_correctable",
      "not_correctable",
    ]);
  });

  test("stands: the item that it corrects is not judged again", async () => {
    const receiptId = await received(bill("stands"), bill("other"));
    const by = await corrected(receiptId, bill("stands", { total: -5 }));
    await seedSchema(stack.ctx, "bill.made", { type: "object" }, "2.0");
    await stack.ctx.db
      .sql`update event_schemas set deleted_at = now() where pattern = 'bill.made' and version = '1.0'`;
    await stack.ctx.db.sql`update schema_subjects set default_version = '2.0' where pattern = 'bill.made'`;
    const rejudged = await rejudgeReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId, by] } });
    expect(rejudged.map(({ outcome }) => outcome)).toEqual(["requeued", "requeued"]);
    await processReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId, by] } });
    expect(await outcomes(receiptId)).toEqual(["rejected stands", "stored other"]);
    expect(await outcomes(by)).toEqual(["stored stands"]);
    await stack.ctx.db
      .sql`update event_schemas set deleted_at = null where pattern = 'bill.made' and version = '1.0'`;
  });

  test.each([
    ["another id", bill("elsewhere", { total: 1 }), "/eventId"],
    ["another source", { ...bill("fixed", { total: 1 }), source: { type: "task", id: "shop" } }, "/source"],
    ["no payload", { ...bill("fixed"), payload: undefined }, "/payload"],
    ["a member that events do not have", { ...bill("fixed"), id: "1" }, "/id"],
  ])("with %s is refused", async (_name, event, pointer) => {
    const receiptId = await received(bill("fixed"));
    expect(await correct(receiptId, event)).toMatchObject({
      outcome: "invalid",
      refusal: { reason: "invalid_envelope", pointer },
    });
  });

  test.each(["", "nonsense", "[]", '{"a":1e400}', '{"a":"\\u0000"}'])(
    "that is %j is refused",
    async (text) => {
      const receiptId = await received(bill("no-text"));
      expect(await correct(receiptId, text)).toMatchObject({ outcome: "invalid" });
    },
  );

  test("of an event whose id another one has takes a new id", async () => {
    await received(nativeEvent("held-id", { pattern: "note.made", payload: { n: 1 } }));
    const receiptId = await received(nativeEvent("held-id", { pattern: "note.made", payload: { n: 2 } }));
    const text = await eventOf(receiptId);
    expect(await correct(receiptId, text)).toMatchObject({
      outcome: "invalid",
      refusal: { pointer: "/eventId" },
    });
    expect(await outcomes(await corrected(receiptId, text.replace("held-id", "new-id")))).toEqual([
      "stored new-id",
    ]);
  });

  test("of an event that could not be read is any event of its source", async () => {
    const receiptId = await process(await pendingText(stack.ctx, '[{"eventId":"half"}]'));
    expect(await getItemEvent({ ctx: stack.ctx, input: { receiptId, item: 0 } })).toMatchObject({
      outcome: "unreadable",
    });
    expect(await outcomes(await corrected(receiptId, bill("half", { total: 1 })))).toEqual(["stored half"]);
  });

  test("of what is stored, or is not there, is refused", async () => {
    const receiptId = await received(bill("stored", { total: 1 }));
    expect(await correct(receiptId, bill("stored"))).toMatchObject({ outcome: "not_correctable" });
    expect(await correct(receiptId, bill("stored"), 7)).toEqual({ outcome: "not_found" });
    expect(await correct(stack.ctx.newId(), bill("stored"))).toEqual({ outcome: "not_found" });
  });

  test("is for people who may, and leaves nothing when it cannot be written into the audit", async () => {
    const receiptId = await received(bill("rights"));
    const viewer: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role: "viewer" } };
    await expect(correct(receiptId, bill("rights", { total: 1 }), 0, viewer)).rejects.toThrow(
      PermissionDenied,
    );
    const unaudited: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, label: "x".repeat(300) } };
    await expect(correct(receiptId, bill("rights", { total: 1 }), 0, unaudited)).rejects.toThrow();
    const [row] = await stack.ctx.db
      .sql`select corrected_by as by from receipt_items where receipt_id = ${receiptId}`;
    expect(row).toEqual({ by: null });
    expect(
      await stack.ctx.db.sql`select from receipts where corrects_receipt_id = ${receiptId}`,
    ).toHaveLength(0);
  });
});

test("a webhook's event is corrected as it was transformed, under an id of its source's own", async () => {
  const created = await createSource({
    ctx: stack.ctx,
    input: {
      key: "shop",
      name: "Shop",
      preset: "bearer",
      secret: "a secret that is long enough",
      configuration: { transformation: '{"total": sum}' },
    },
  });
  if (created.outcome !== "created") throw new Error(created.outcome);
  await seedSchema(stack.ctx, "order.made", WITH_TOTAL);
  await stack.ctx.sources.refresh();
  const body = Buffer.from('{"id":"17","type":"order.made","sum":"12.50"}');
  const headers = '{"content-type": "application/json"}';
  const row = receiptRow({ sourceId: created.id, sourceKey: "shop", body, bodyBytes: body.length, headers });
  await stack.ctx.receipts.add(row);
  await process(row.id);
  expect(await outcomes(row.id)).toEqual(["rejected shop:17"]);
  const text = await eventOf(row.id);
  expect(JSON.parse(text)).toMatchObject({ eventId: "shop:17", payload: { total: "12.50" } });
  const by = await corrected(row.id, text.replace('"12.50"', "12.50"));
  expect(await outcomes(by)).toEqual(["stored shop:17"]);
  const [event] = await stack.ctx.db.sql`
    select source, payload::text as payload from events where event_id = 'shop:17'`;
  expect(event).toEqual({ source: { type: "integration", id: "shop" }, payload: '{"total": 12.50}' });
});
