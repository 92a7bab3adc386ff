import { beforeAll, describe, expect, test } from "vitest";
import { githubRequest, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { updateSource } from "../sources/update.ts";
import { processReceipts } from "./process.ts";
import { reverifyReceipts } from "./reverify.ts";

const SECRET = "a secret that both sides have";
const UNFIT = { items: null, eventId: ["{header:x-nothing}"], name: ["github.push"], time: [] };

const stack = sharedRuntime();
let key: string;

beforeAll(async () => {
  key = await seedApiKey(stack.runtime);
});

async function configure(source: string, configuration: SourceOverrides): Promise<void> {
  const { ctx } = stack;
  const [row] = await ctx.db.sql<{ id: string; version: number }[]>`
    select id, version from sources where key = ${source}`;
  await updateSource({ ctx, input: { id: row?.id, version: row?.version, configuration } });
  await ctx.sources.refresh();
}

async function receive(source: string, body = '{"n":1}'): Promise<string> {
  const request = githubRequest({ source, secret: SECRET, event: "push", body });
  const response = await stack.runtime.doors.webhook(request, null);
  expect(response.status).toBe(202);
  return response.headers.get("tidings-receipt-id") ?? "";
}

async function process(receiptId: string) {
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });
  return await receiptOf(receiptId);
}

async function receiptOf(receiptId: string) {
  const [receipt] = await stack.ctx.db.sql`select outcome, reason from receipts where id = ${receiptId}`;
  return receipt;
}

async function itemsOf(receiptId: string) {
  const rows = await stack.ctx.db.sql<{ outcome: string }[]>`
    select outcome from receipt_items where receipt_id = ${receiptId} order by item`;
  return rows.map(({ outcome }) => outcome);
}

describe("an accepted request that its source's mapping does not fit any more", () => {
  test("is held, stays held when it is looked at too early, and is stored when the mapping is mended", async () => {
    await seedGithubSource(stack.runtime, "early", SECRET);
    const receiptId = await receive("early");
    await configure("early", { mapping: UNFIT });
    const held = { outcome: "quarantined", reason: "missing_mapping" };
    expect(await process(receiptId)).toEqual(held);
    const input = { receiptIds: [receiptId] };
    expect(await reverifyReceipts({ ctx: stack.ctx, input })).toMatchObject([
      { receiptId, outcome: "refused", refusal: { reason: "missing_mapping" } },
    ]);
    expect(await receiptOf(receiptId)).toEqual(held);
    await configure("early", {});
    expect(await reverifyReceipts({ ctx: stack.ctx, input })).toEqual([{ receiptId, outcome: "requeued" }]);
    expect(await process(receiptId)).toEqual({ outcome: "stored", reason: null });
    expect(await itemsOf(receiptId)).toEqual(["stored"]);
  });

  test("is held for those of its events alone that cannot be read", async () => {
    const mapping = { items: "$.list", eventId: ["{$.id}"], name: ["{$.kind}"], time: [] };
    await seedGithubSource(stack.runtime, "partly", SECRET);
    await configure("partly", { mapping });
    const receiptId = await receive("partly", '{"list":[{"id":"1","kind":"a"},{"id":"2","sort":"b"},7]}');
    expect(await process(receiptId)).toEqual({ outcome: "mixed", reason: null });
    expect(await itemsOf(receiptId)).toEqual(["stored", "quarantined", "quarantined"]);
    await configure("partly", { mapping: { ...mapping, name: ["{$.kind}", "{$.sort}"] } });
    await reverifyReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });
    await process(receiptId);
    expect(await itemsOf(receiptId)).toEqual(["stored", "stored", "quarantined"]);
  });

  test("of a list that is not where it was, is held as a whole", async () => {
    await seedGithubSource(stack.runtime, "moved", SECRET);
    const receiptId = await receive("moved");
    await configure("moved", { mapping: { ...UNFIT, items: "$.list" } });
    expect(await process(receiptId)).toEqual({ outcome: "quarantined", reason: "missing_mapping" });
  });
});

describe("an accepted event whose id belongs to a webhook source that was added since", () => {
  test("is held, alone or in a batch, and at the door the id is refused from then on", async () => {
    const one = await publish(eventOf("shop:1"));
    const batch = await publish([eventOf("shop:2"), eventOf("other:1")]);
    await seedGithubSource(stack.runtime, "shop", SECRET);
    await stack.ctx.sources.refresh();
    const receiptId = one.headers.get("tidings-receipt-id") ?? "";
    expect(await process(receiptId)).toEqual({ outcome: "quarantined", reason: "reserved_event_id" });
    expect(await reverifyReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } })).toMatchObject([
      { outcome: "refused", refusal: { reason: "reserved_event_id" } },
    ]);
    const batchId = batch.headers.get("tidings-receipt-id") ?? "";
    expect(await process(batchId)).toEqual({ outcome: "mixed", reason: null });
    expect(await itemsOf(batchId)).toEqual(["quarantined", "stored"]);
    expect((await publish(eventOf("shop:3"))).status).toBe(400);
  });

  test("is said to be held in the answer to a batch", async () => {
    await seedGithubSource(stack.runtime, "told", SECRET);
    await stack.ctx.sources.refresh();
    const response = await publish([eventOf("told:1"), eventOf("other:2"), { eventId: "other:3" }]);
    expect(await response.json()).toMatchObject({
      items: [{ outcome: "quarantined" }, { outcome: "pending" }, { outcome: "rejected" }],
    });
    const receiptId = response.headers.get("tidings-receipt-id") ?? "";
    await process(receiptId);
    expect(await itemsOf(receiptId)).toEqual(["quarantined", "stored", "rejected"]);
  });
});

function eventOf(eventId: string) {
  const source = { type: "integration", id: "test" };
  return { eventId, pattern: "a.b", version: "1.0", source, timestamp: "2026-03-15T10:00:00Z", payload: {} };
}

async function publish(content: object): Promise<Response> {
  return await stack.runtime.doors.publish(publishRequest(key, JSON.stringify(content)), null);
}
