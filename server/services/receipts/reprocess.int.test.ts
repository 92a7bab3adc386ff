import { beforeAll, expect, test } from "vitest";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { seedWorkflow } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { createSource } from "../sources/create.ts";
import { updateSource } from "../sources/update.ts";
import { processReceipts } from "./process.ts";
import { reverifyReceipts } from "./reverify.ts";

const LIST = { items: "$", eventId: ["{$.id}"], name: ["{$.type}"], time: [] };

/** Items whose `n` is 1 pass; the others are held. */
const FIRST_ALONE = "n = 1 ? {'ok': true} : $error('not yet')";

const stack = sharedRuntime();

beforeAll(async () => {
  await seedWorkflow(stack.runtime, {
    name: "twice",
    target: { kind: "log" },
    pattern: { type: "prefix", value: "again.", filters: [] },
  });
});

async function addSource(key: string, configuration: SourceOverrides): Promise<string> {
  const input = { key, name: key, preset: "bearer", secret: "a secret that is long enough", configuration };
  const created = await createSource({ ctx: stack.ctx, input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.id;
}

async function change(id: string, configuration: SourceOverrides): Promise<void> {
  await updateSource({ ctx: stack.ctx, input: { id, version: 1, configuration } });
  await stack.ctx.sources.refresh();
}

/** A receipt of two events that was processed once. */
async function processOnce(sourceId: string, sourceKey: string): Promise<string> {
  const body = Buffer.from(
    '[{"id":"1","alt":"A1","type":"again.b","n":1},{"id":"2","alt":"A2","type":"again.b","n":2}]',
  );
  const row = receiptRow({
    sourceId,
    sourceKey,
    body,
    bodyBytes: body.length,
    headers: '{"content-type": "application/json"}',
  });
  await stack.ctx.receipts.add(row);
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [row.id] } });
  return row.id;
}

async function processAgain(receiptId: string): Promise<void> {
  expect(await reverifyReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } })).toMatchObject([
    { outcome: "requeued" },
  ]);
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });
}

const receiptOf = async (id: string) =>
  (await stack.ctx.db.sql`select outcome from receipts where id = ${id}`)[0];

const itemsOf = async (id: string) =>
  await stack.ctx.db
    .sql`select outcome, event_id as "eventId" from receipt_items where receipt_id = ${id} order by item`;

const eventsOf = async (key: string) => {
  const rows = await stack.ctx.db.sql<{ eventId: string; deliveries: number }[]>`
    select event_id as "eventId", count(deliveries.id)::int as deliveries
    from events left join deliveries on event_row_id = events.id
    where event_id like ${`${key}:%`} group by event_id order by event_id`;
  return rows.map(({ eventId, deliveries }) => `${eventId} × ${deliveries}`);
};

test("what an earlier turn stored is not stored again under the id that another mapping gives it", async () => {
  const sourceId = await addSource("renamed", { mapping: LIST, transformation: FIRST_ALONE });
  const receiptId = await processOnce(sourceId, "renamed");
  expect(await eventsOf("renamed")).toEqual(["renamed:1 × 1"]);
  await change(sourceId, { mapping: { ...LIST, eventId: ["{$.alt}"] }, transformation: "{'ok': true}" });
  await processAgain(receiptId);
  expect(await eventsOf("renamed")).toEqual(["renamed:1 × 1", "renamed:A2 × 1"]);
  expect(await itemsOf(receiptId)).toEqual([
    { outcome: "stored", eventId: "renamed:1" },
    { outcome: "stored", eventId: "renamed:A2" },
  ]);
  expect(await receiptOf(receiptId)).toEqual({ outcome: "stored" });
});

test("an item that is still held keeps its receipt among those that can be verified again", async () => {
  const { ctx } = stack;
  const sourceId = await addSource("shorter", { mapping: LIST, transformation: FIRST_ALONE });
  const receiptId = await processOnce(sourceId, "shorter");
  await change(sourceId, { mapping: { ...LIST, items: "$.events" }, transformation: FIRST_ALONE });
  await ctx.db.sql`update receipts set outcome = 'pending', processed_at = null where id = ${receiptId}`;
  await processReceipts({ ctx, input: { receiptIds: [receiptId] } });
  expect(await itemsOf(receiptId)).toEqual([
    { outcome: "stored", eventId: "shorter:1" },
    { outcome: "quarantined", eventId: "shorter:2" },
  ]);
  expect(await receiptOf(receiptId)).toEqual({ outcome: "mixed" });
});
