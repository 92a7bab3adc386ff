import { beforeAll, describe, expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent } from "#e2e/support/pending-receipts.ts";
import { eventually } from "#e2e/support/publish.ts";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { seedSchema, WITH_TOTAL } from "#e2e/support/schemas.ts";
import { seedApiKey } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Problem } from "#schemas/problem.ts";
import { doorAt } from "#server/doors/doors.ts";

interface Answer extends Partial<Problem> {
  readonly receiptId: string;
  readonly items?: readonly {
    readonly outcome: string;
    readonly problem?: Problem;
    readonly warnings?: unknown;
  }[];
}

const stack = sharedRuntime({ withWorkers: true });
let publisher: string;
let call: CallApi;
let key: string;

beforeAll(async () => {
  publisher = await seedApiKey(stack.runtime);
  call = restApi(stack.runtime);
  key = await makeKey(stack.runtime, "read", "manage");
  await seedSchema(stack.ctx, "bill.made", WITH_TOTAL);
  await seedRule(stack.ctx, {
    name: "Large",
    severity: "warn",
    appliesTo: { type: "exact", value: "bill.made", filters: [] },
    rule: { kind: "check", expression: "payload.total < 1000.0", message: "Unusually large." },
  });
});

const bill = (eventId: string, payload: object) => nativeEvent(eventId, { pattern: "bill.made", payload });

async function publish(body: object): Promise<{ readonly status: number; readonly answer: Answer }> {
  const request = new Request("http://tidings.test/api/v1/events", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${publisher}`, prefer: "wait=10" },
    body: JSON.stringify(body),
  });
  const response = await doorAt(stack.runtime.doors, "POST", "/api/v1/events")?.(request, null);
  if (!response) throw new Error("No door answers.");
  const answer: Answer = await response.json();
  return { status: response.status, answer };
}

describe("a publisher that waits", () => {
  test("gets a single event's errors as 422", async () => {
    const { status, answer } = await publish(bill("wait-1", { total: -1 }));
    expect(status).toBe(422);
    expect(answer).toMatchObject({
      type: "/errors/schema_violation",
      pointer: "/payload/total",
      errors: [{ pointer: "/payload/total", keyword: "minimum", schemaVersion: "1.0" }],
    });
  });

  test("gets those of a list with each item, and warnings", async () => {
    const { status, answer } = await publish([
      bill("list-1", {}),
      bill("list-2", { total: 2000 }),
      bill("list-3", { total: 1 }),
    ]);
    expect(status).toBe(200);
    expect(answer.items?.map(({ outcome }) => outcome)).toEqual(["rejected", "stored", "stored"]);
    expect(answer.items?.[0]?.problem).toMatchObject({
      type: "/errors/schema_violation",
      errors: [{ keyword: "required" }],
    });
    expect(answer.items?.[1]?.warnings).toMatchObject([{ rule: "Large", message: "Unusually large." }]);
    expect(answer.items?.[2]).toEqual({ item: 2, outcome: "stored", eventId: "list-3" });
    const { json } = await call(`GET /receipts/${answer.receiptId}`, { key });
    expect(json.items).toMatchObject([
      {
        outcome: "rejected",
        pattern: "bill.made",
        detail: { errors: [{ keyword: "required" }] },
        warnings: expect.anything(),
      },
      { outcome: "stored", warnings: [{ rule: "Large" }], correctedBy: null },
      { outcome: "stored", warnings: null },
    ]);
  });

  test("has a state machine's refusal too, once the worker has read the log for it", async () => {
    const moved = (eventId: string, state: string) =>
      nativeEvent(eventId, { pattern: "order.moved", payload: { order: "o-1", state } });
    expect((await publish(moved("order-1", "paid"))).status).toBe(200);
    const ruleId = await seedRule(stack.ctx, ORDERS);
    await eventually(
      async () =>
        (await stack.ctx.db.sql`select from business_rules where id = ${ruleId} and learning is null`)
          .length > 0,
    );
    const { status, answer } = await publish(moved("order-2", "new"));
    expect([status, answer.type]).toEqual([422, "/errors/rule_violation"]);
    expect(answer.errors).toMatchObject([
      { rule: "Orders", expected: '["shipped","refunded"]', actual: '"new"' },
    ]);
    expect((await publish(moved("order-3", "shipped"))).status).toBe(200);
  });
});

describe("the REST API", () => {
  test("corrects a rejected event", async () => {
    const { answer } = await publish(bill("rest-1", { total: "12.50" }));
    const item = `/receipts/${answer.receiptId}/items/0`;
    const event = await call(`GET ${item}/event`, { key });
    expect(event.json).toMatchObject({ eventId: "rest-1", payload: { total: "12.50" } });
    const wrong = await call(`POST ${item}/correction`, { key, body: { ...event.json, eventId: "other" } });
    expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, "/eventId"]);
    const sent = await call(`POST ${item}/correction`, { key, body: event.text.replace('"12.50"', "12.50") });
    expect([sent.status, sent.headers.get("location")]).toEqual([201, sent.json.receiptUrl]);
    const receipt = await eventually(async () => {
      const { json } = await call(`GET /receipts/${sent.json.receiptId}`, { key });
      return json.outcome === "pending" ? null : json;
    });
    expect(receipt).toMatchObject({
      door: "correction",
      outcome: "stored",
      corrects: { receiptId: answer.receiptId, item: 0 },
    });
    const again = await call(`POST ${item}/correction`, { key, body: event.text });
    expect([again.status, again.json.type]).toEqual([409, "/errors/not_correctable"]);
    const original = await call(`GET /receipts/${answer.receiptId}`, { key });
    expect(original.json.items[0].correctedBy).toBe(sent.json.receiptId);
  });

  test("says where there is nothing to correct", async () => {
    const { json } = await call(`GET /receipts/${stack.ctx.newId()}/items/0/event`, { key });
    expect(json.status).toBe(404);
    expect((await call(`GET /receipts/${stack.ctx.newId()}/items/x/event`, { key })).status).toBe(404);
    expect(
      (
        await call(`POST /receipts/${stack.ctx.newId()}/items/0/correction`, {
          key,
          body: bill("nowhere", {}),
        })
      ).status,
    ).toBe(404);
    const { answer } = await publish([bill("rest-2", {}), { eventId: "half" }]);
    expect((await call(`GET /receipts/${answer.receiptId}/items/1/event`, { key })).status).toBe(409);
  });

  test("judges again, by ids and by what they are", async () => {
    const first = await publish(bill("again-1", {}));
    const receiptIds = [first.answer.receiptId, stack.ctx.newId()];
    const rejudged = await call("POST /receipts/rejudge", { key, body: { receiptIds } });
    expect(rejudged.json.items.map(({ outcome }: { readonly outcome: string }) => outcome)).toEqual([
      "requeued",
      "not_rejected",
    ]);
    const body = { pattern: "bill.made", reason: "schema_violation", source: "api", limit: 1 };
    const matching = await call("POST /receipts/rejudge-matching", { key, body });
    expect(matching).toMatchObject({ status: 200, json: { requeued: 1, gone: 0 } });
    expect((await call("POST /receipts/rejudge-matching", { key, body: { reason: "lost" } })).status).toBe(
      422,
    );
    const reader = await makeKey(stack.runtime, "read");
    expect((await call("POST /receipts/rejudge", { key: reader, body: { receiptIds } })).status).toBe(403);
  });
});
