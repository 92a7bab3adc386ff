import { beforeAll, expect, test } from "vitest";
import { type ApiRequest, type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { RULE_EXAMPLE } from "./rule-representation.ts";

const stack = sharedRuntime();
let call: (operation: string, request?: ApiRequest) => ReturnType<CallApi>;

beforeAll(async () => {
  const key = await makeKey(stack.runtime, "manage");
  const api = restApi(stack.runtime);
  call = (operation, request = {}) => api(operation, { key, ...request });
});

test("a business rule is made, read, changed, switched off, and its versions stay", async () => {
  const made = await call("POST /rules", { body: RULE_EXAMPLE });
  expect([made.status, made.headers.get("etag")]).toEqual([201, '"1"']);
  const { id } = made.json;
  expect((await call("POST /rules", { body: RULE_EXAMPLE })).json).toMatchObject({
    type: "/errors/name_taken",
  });
  const address = `/rules/${id}`;
  expect((await call(`GET ${address}`, { headers: { "if-none-match": '"1"' } })).status).toBe(304);
  const changed = { ...RULE_EXAMPLE, severity: "warn" };
  expect((await call(`PUT ${address}`, { body: changed })).status).toBe(428);
  const put = await call(`PUT ${address}`, { body: changed, headers: { "if-match": '"1"' } });
  expect(put.json).toMatchObject({ id, version: 2, severity: "warn" });
  expect((await call(`PUT ${address}`, { body: changed, headers: { "if-match": '"1"' } })).status).toBe(412);
  const patch = await call(`PATCH ${address}`, { body: { enabled: false }, headers: { "if-match": '"2"' } });
  expect(patch.json).toMatchObject({ version: 3, enabled: false });
  const { json } = await call(`GET ${address}/versions`);
  expect(
    json.items.map(({ version, severity, enabled }: Record<string, unknown>) => [version, severity, enabled]),
  ).toEqual([
    [3, "warn", false],
    [2, "warn", true],
    [1, "refuse", true],
  ]);
  expect((await call("GET /rules")).json.items).toMatchObject([{ id, version: 3, isLearning: false }]);
});

test("an expression that cannot be read is refused with its place", async () => {
  const rule = { ...RULE_EXAMPLE.rule, expression: "payload.total = 3" };
  const { status, json } = await call("POST /rules", { body: { ...RULE_EXAMPLE, name: "x", rule } });
  expect(status).toBe(422);
  expect(json.errors).toEqual([
    { pointer: "/rule/expression", message: expect.stringMatching(/^Character 15: .*Compare with ==\.$/) },
  ]);
});

test("a rule is tried on an event that somebody writes down, or on one of the log", async () => {
  const trial = (event: object, definition: object = RULE_EXAMPLE) =>
    call("POST /rules/test", { body: { definition, event } });
  const draft = { pattern: "invoice.created", payload: { net: 100, tax: 19, total: 120 } };
  expect((await trial({ draft })).json).toEqual({
    applies: true,
    violation: {
      pointer: "/payload/total",
      message: "The total must be net plus tax.",
      rule: "Totals add up",
      ruleVersion: 0,
      expected: "payload.net + payload.tax == payload.total",
      actual: '{"payload.net":100,"payload.tax":19,"payload.total":120}',
    },
  });
  const good = { pattern: "order.created", payload: { net: 100, tax: 19, total: 119 } };
  expect((await trial({ draft: good })).json).toEqual({ applies: false, violation: null });
  const machine = {
    ...RULE_EXAMPLE,
    rule: {
      kind: "transition",
      entity: "$.payload.id",
      state: { from: "name", states: { "invoice.created": "new" } },
      initial: ["new"],
      transitions: [],
    },
  };
  const moving = { pattern: "invoice.created", payload: { id: 7 } };
  expect((await trial({ draft: moving }, machine)).json).toMatchObject({
    applies: true,
    move: { outcome: "move", entityId: "7", to: "new" },
  });
  expect((await trial({ draft: { ...draft, timestamp: "yesterday" } })).json.errors).toMatchObject([
    { pointer: "/event/draft/timestamp" },
  ]);
  expect((await trial({ stored: { by: "eventId", value: "nowhere" } })).status).toBe(422);
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    values (${stack.ctx.newId()}, 'stored-1', 'invoice.created', '1.0', '{"type":"external","id":"s"}', now(),
      '{"net":1,"tax":1,"total":2}', '{}')`;
  expect((await trial({ stored: { by: "eventId", value: "stored-1" } })).json).toEqual({
    applies: true,
    violation: null,
  });
});

test("a reference table is uploaded, paged, looked up, replaced and deleted", async () => {
  const address = "/reference-tables/countries";
  const lines = Array.from({ length: 120 }, (_, index) => `K${String(index).padStart(3, "0")},name ${index}`);
  const body = { format: "csv", keyColumn: "code", content: `code,name\n${lines.join("\n")}\n` };
  const put = await call(`PUT ${address}`, { body });
  expect([put.status, put.headers.get("etag"), put.json.rowCount]).toEqual([200, '"1"', 120]);
  expect((await call(`PUT ${address}`, { body })).status).toBe(428);
  const first = { "if-match": '"1"' };
  expect((await call(`PUT ${address}`, { body, headers: first })).json).toMatchObject({ version: 1 });
  const keys: string[] = [];
  for (let target: string | null = `${address}/rows`; target !== null; ) {
    const { json } = await call(`GET ${target}`);
    keys.push(...json.items.map(({ key }: { key: string }) => key));
    target = json.next === null ? null : `${address}/rows?cursor=${json.next}`;
  }
  expect(keys).toEqual(lines.map((line) => line.slice(0, 4)));
  expect((await call(`GET ${address}/rows/K007`)).json).toEqual({ code: "K007", name: "name 7" });
  expect((await call(`GET ${address}/rows/nobody`)).status).toBe(404);
  const empty = { body: { ...body, content: "code\n" }, headers: first };
  expect((await call(`PUT ${address}`, empty)).json.errors).toEqual([
    { pointer: "/content", message: "The table has no rows." },
  ]);
  const fewer = { ...body, content: `code,name\n${lines.slice(20).join("\n")}\n` };
  const replaced = await call(`PUT ${address}`, { body: fewer, headers: first });
  expect([replaced.status, replaced.headers.get("etag"), replaced.json.rowCount]).toEqual([200, '"2"', 100]);
  const late = await call(`PUT ${address}`, { body, headers: first });
  expect([late.status, late.headers.get("etag"), late.json.type]).toEqual([
    412,
    '"2"',
    "/errors/precondition_failed",
  ]);
  expect((await call("PUT /reference-tables/nowhere", { body, headers: first })).status).toBe(412);
  const rule = { ...RULE_EXAMPLE.rule, expression: "exists_in('countries', payload.country)" };
  expect((await call("POST /rules", { body: { ...RULE_EXAMPLE, name: "Known country", rule } })).status).toBe(
    201,
  );
  const refused = await call(`DELETE ${address}`);
  expect([refused.status, refused.json.type]).toEqual([409, "/errors/in_use"]);
  expect(refused.json.detail).toContain("“Known country”");
  await call("PUT /reference-tables/unused", { body });
  expect((await call("DELETE /reference-tables/unused")).status).toBe(204);
  expect((await call("GET /reference-tables/unused")).status).toBe(404);
  expect((await call("GET /reference-tables")).json.items).toMatchObject([
    { name: "countries", rowCount: 100 },
  ]);
});
