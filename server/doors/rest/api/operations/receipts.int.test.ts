import { beforeAll, expect, test } from "vitest";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";

const stack = sharedRuntime();
let get: (path: string) => ReturnType<CallApi>;
let ids: readonly string[];

beforeAll(async () => {
  const call = restApi(stack.runtime);
  const key = await makeKey(stack.runtime, "read");
  get = (path) => call(`GET ${path}`, { key });
  ids = [await store("stored"), await store("rejected"), await store("stored")];
});

async function store(outcome: string): Promise<string> {
  const { newId, db } = stack.runtime.ctx;
  const id = newId();
  const reason = outcome === "rejected" ? "malformed_json" : null;
  const detail = reason === null ? null : JSON.stringify({ reason, message: "Not JSON.", pointer: "" });
  await db.sql`
    insert into receipts (id, received_at, door, source_key, method, path, headers, body, body_bytes, status, outcome,
      reason, detail)
    values (${id}, now(), 'rest', 'api', 'POST', '/api/v1/events', '{"authorization":"[redacted]"}'::jsonb,
      ${Buffer.from("{")}, 1, 202, ${outcome}, ${reason}, ${detail}::jsonb)`;
  await db.sql`
    insert into receipt_items (receipt_id, item, outcome, reason, detail, event_row_id, event_id)
    values (${id}, 0, ${outcome}, ${reason}, ${detail}::jsonb, null, null)`;
  return id;
}

test("every request is listed, the newest first, in pages", async () => {
  const first = await get("/receipts?limit=2");
  const second = await get(`/receipts?limit=2&cursor=${first.json.next}`);
  const listed = [...first.json.items, ...second.json.items].map(({ id }: { readonly id: string }) => id);
  expect(listed).toEqual(ids.toReversed());
  expect(second.json.next).toBeNull();
  expect((await get("/receipts?outcome=rejected&reason=malformed_json&source=api")).json.items).toHaveLength(
    1,
  );
  expect((await get("/receipts?source=other")).json.items).toEqual([]);
  expect((await get("/receipts?outcome=lost")).status).toBe(400);
});

test("a receipt says what became of each item, and why", async () => {
  const { json } = await get(`/receipts/${ids[1]}`);
  const detail = { reason: "malformed_json", message: "Not JSON.", pointer: "" };
  expect(json).toMatchObject({
    outcome: "rejected",
    source: "api",
    headers: { authorization: "[redacted]" },
    bodyText: "{",
    detail,
    items: [{ item: 0, outcome: "rejected", detail, id: null }],
  });
});
