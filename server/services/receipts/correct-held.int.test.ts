import { beforeAll, describe, expect, test } from "vitest";
import { receiptsOf } from "#e2e/support/corrections.ts";
import { nativeEvent } from "#e2e/support/pending-receipts.ts";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { seedSchema, WITH_TOTAL } from "#e2e/support/schemas.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createSource } from "../sources/create.ts";
import { getItemEvent } from "./get-item-event.ts";
import { reverifyReceipts } from "./reverify.ts";

const stack = sharedRuntime();
const { process, correct, received, sent, corrected, outcomes, whileHeld } = receiptsOf(stack);

const mapping = { items: "$.list", eventId: ["{$.id}"], name: ["{$.kind}"], time: [] };
let shopId: string;

beforeAll(async () => {
  shopId = await addSource("shop", { mapping });
  await seedSchema(stack.ctx, "order.made", WITH_TOTAL);
});

async function addSource(key: string, configuration: object): Promise<string> {
  const input = { key, name: key, preset: "bearer", secret: "a secret that is long enough", configuration };
  const created = await createSource({ ctx: stack.ctx, input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  await stack.ctx.sources.refresh();
  return created.id;
}

/** A webhook that was rejected by the schema, as its source's mapping reads it. */
async function rejected(id: string): Promise<string> {
  const body = Buffer.from(JSON.stringify({ list: [{ id, kind: "order.made" }] }));
  const headers = '{"content-type": "application/json"}';
  const row = receiptRow({ sourceId: shopId, sourceKey: "shop", body, bodyBytes: body.length, headers });
  await stack.ctx.receipts.add(row);
  await process(row.id);
  expect(await outcomes(row.id)).toEqual([`rejected shop:${id}`]);
  return row.id;
}

const order = (id: string, total: number) =>
  nativeEvent(`shop:${id}`, {
    pattern: "order.made",
    source: { type: "integration", id: "shop" },
    payload: { total },
  });

/** A rejected webhook, and its correction, which was put aside as what fails again and again is. */
async function heldCorrection(id: string): Promise<{ readonly origin: string; readonly held: string }> {
  const origin = await rejected(id);
  const held = await sent(origin, order(id, 1));
  await stack.ctx.db.sql`
    update receipts set outcome = 'quarantined', reason = 'processing_failed', failures = 5, processed_at = now()
    where id = ${held}`;
  return { origin, held };
}

const reverify = async (receiptId: string) =>
  await reverifyReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });

const receiptOf = async (id: string) =>
  (await stack.ctx.db.sql`select outcome, reason from receipts where id = ${id}`)[0];

const itemOf = async (id: string) =>
  (await stack.ctx.db.sql`select outcome, corrected_by as by from receipt_items where receipt_id = ${id}`)[0];

describe("a correction that was put aside", () => {
  test("is verified again as the envelope that it is", async () => {
    const { held } = await heldCorrection("1");
    expect(await reverify(held)).toEqual([{ receiptId: held, outcome: "requeued" }]);
    expect(await outcomes(await process(held))).toEqual(["stored shop:1"]);
  });

  test("is replaced by another, and is not stored beside it", async () => {
    const { origin, held } = await heldCorrection("2");
    const next = await sent(origin, order("2", 2));
    expect(await reverify(held)).toEqual([{ receiptId: held, outcome: "not_quarantined" }]);
    await process(held);
    expect(await outcomes(await process(next))).toEqual(["stored shop:2"]);
    expect(await receiptOf(held)).toEqual({ outcome: "rejected", reason: "processing_failed" });
    expect(await itemOf(held)).toEqual({ outcome: "rejected", by: next });
    expect(await itemOf(origin)).toEqual({ outcome: "rejected", by: next });
    const audit = await stack.ctx.db.sql`
      select before, after from audit_entries where action = 'receipt.corrected' and entity_id = ${held}`;
    expect([...audit]).toEqual([
      { before: { item: 0, outcome: "quarantined" }, after: { item: 0, correctedBy: next } },
    ]);
    expect(await correct(origin, order("2", 3))).toMatchObject({ outcome: "not_correctable" });
  });

  test("is replaced by one alone, of several that are sent at once", async () => {
    const { origin, held } = await heldCorrection("3");
    const results = await whileHeld([held], () =>
      [1, 2, 3].map((total) => correct(origin, order("3", total))),
    );
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
      "accepted",
      "not_correctable",
      "not_correctable",
    ]);
  });

  test("is not replaced when it is released meanwhile", async () => {
    const { origin, held } = await heldCorrection("4");
    const results = await whileHeld(
      [held],
      () => [correct(origin, order("4", 2))],
      (sql) => sql`update receipts set outcome = 'pending' where id = ${held}`,
    );
    expect(results).toMatchObject([{ outcome: "not_correctable", message: expect.stringContaining(held) }]);
    expect(await itemOf(origin)).toEqual({ outcome: "rejected", by: held });
  });

  test("is judged by the item that it was to correct, whose id it keeps", async () => {
    const { origin } = await heldCorrection("5");
    expect(await correct(origin, order("elsewhere", 2))).toMatchObject({
      outcome: "invalid",
      refusal: { pointer: "/eventId" },
    });
  });

  test("can be read, and is not corrected itself, neither before it is replaced nor after", async () => {
    const { origin, held } = await heldCorrection("6");
    const found = await getItemEvent({ ctx: stack.ctx, input: { receiptId: held, item: 0 } });
    expect(found.outcome === "found" && JSON.parse(found.text)).toMatchObject({ payload: { total: 1 } });
    expect(await getItemEvent({ ctx: stack.ctx, input: { receiptId: held, item: 1 } })).toEqual({
      outcome: "not_found",
    });
    const again = expect.stringContaining("or verify it again");
    expect(await correct(held, order("6", 2))).toMatchObject({ outcome: "not_correctable", message: again });
    await corrected(origin, order("6", -1));
    expect(await correct(held, order("other", 2))).toEqual({
      outcome: "not_correctable",
      message: expect.stringMatching(/took its place: correct the event that it was written for\.$/),
    });
  });

  test("because a source took the beginning of its id is held while it does, and can be replaced", async () => {
    await received(nativeEvent("reserved", { pattern: "note.made", payload: { n: 1 } }));
    const origin = await received(nativeEvent("reserved", { pattern: "note.made", payload: { n: 2 } }));
    const held = await sent(origin, nativeEvent("late:1", { pattern: "note.made", payload: { n: 2 } }));
    await addSource("late", {});
    await process(held);
    expect(await receiptOf(held)).toEqual({ outcome: "quarantined", reason: "reserved_event_id" });
    expect(await reverify(held)).toMatchObject([
      { outcome: "refused", refusal: { reason: "reserved_event_id" } },
    ]);
    const next = await corrected(origin, nativeEvent("later-1", { pattern: "note.made", payload: { n: 2 } }));
    expect(await outcomes(next)).toEqual(["stored later-1"]);
    expect(await itemOf(held)).toEqual({ outcome: "rejected", by: next });
  });
});
