import { beforeAll, describe, expect, test } from "vitest";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { ENVELOPE_SCHEMA } from "#schemas/envelope.ts";
import { schemaText } from "./schema-representation.ts";

const stack = sharedRuntime();
let call: CallApi;
let key: string;
let readKey: string;

beforeAll(async () => {
  call = restApi(stack.runtime);
  key = await makeKey(stack.runtime, "manage");
  readKey = await makeKey(stack.runtime, "read");
});

const TOTAL = { type: "object", properties: { total: { type: "number" } }, required: ["total"] };

async function register(pattern: string, version: string, document: unknown) {
  return await call("POST /schemas", { key, body: { pattern, version, document } });
}

describe("a schema", () => {
  test("is registered, read and deleted", async () => {
    const registered = await register("order.created", "1.0", TOTAL);
    expect([registered.status, registered.json]).toEqual([
      200,
      {
        outcome: "registered",
        pattern: "order.created",
        version: "1.0",
        number: 1,
        id: expect.any(Number),
        warnings: [],
      },
    ]);
    expect((await register("order.created", "1.0", TOTAL)).json.outcome).toBe("unchanged");
    const address = "/schemas/order.created/versions/1.0";
    const read = await call(`GET ${address}`, { key: readKey });
    expect(read.json).toMatchObject({
      document: TOTAL,
      dialect: "2020-12",
      author: 'key "manage"',
      deletedAt: null,
    });
    const etag = read.headers.get("etag") ?? "";
    expect((await call(`GET ${address}`, { key, headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await call(`DELETE ${address}`, { key })).status).toBe(204);
    expect((await call(`DELETE ${address}`, { key })).status).toBe(404);
    expect((await call(`GET ${address}`, { key })).json.deletedAt).toEqual(expect.any(String));
  });

  test("keeps its digits and its spaces, as JSON and as text", async () => {
    const document = '{ "const": 9007199254740993 , "title":"\\u00e9" }';
    for (const [pattern, member] of [
      ["as.json", document],
      ["as.text", JSON.stringify(document)],
    ]) {
      const body = `{"pattern":"${pattern}","version":"1.0","document":${member}}`;
      expect((await call("POST /schemas", { key, body })).status).toBe(200);
      const read = await call(`GET /schemas/${pattern}/versions/1.0`, { key });
      expect(read.text).toContain(`"document":${document}}`);
    }
  });

  test("may be a name that needs escaping, and a boolean", async () => {
    expect((await register("a/b%c", "1/2", true)).status).toBe(200);
    const read = await call(`GET /schemas/${encodeURIComponent("a/b%c")}/versions/1%2F2`, { key });
    expect(read.json).toMatchObject({ pattern: "a/b%c", version: "1/2", document: true });
  });

  test("that is none is refused at its places", async () => {
    const answer = await register("invalid", "1.0", {
      properties: { a: { type: "strnig" }, b: { minimum: "0" } },
    });
    expect([answer.status, answer.json.type]).toEqual([422, "/errors/invalid_schema"]);
    const pointers = answer.json.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(
      expect.arrayContaining(["/document/properties/a/type", "/document/properties/b/minimum"]),
    );
  });

  test("that breaks the name's promise is refused at the place that does", async () => {
    await register("promise", "1.0", { properties: { a: { type: "string" } } });
    const answer = await register("promise", "2.0", { properties: { a: { type: "integer" } } });
    expect([answer.status, answer.json.type]).toEqual([409, "/errors/incompatible_schema"]);
    expect(answer.json.detail).toContain("version 1.0");
    expect(answer.json.errors[0].pointer).toContain("/document/properties/a");
    const check = await call("POST /schemas/check", {
      key: readKey,
      body: { pattern: "promise", document: { properties: { a: { type: "integer" } } } },
    });
    expect(check.json).toMatchObject({ outcome: "incompatible", mode: "backward", against: "1.0" });
    expect((await register("promise", "1.0", {})).json).toMatchObject({ type: "/errors/schema_conflict" });
  });
});

describe("an event name's schemas", () => {
  test("are listed and changed", async () => {
    await register("listed", "1.0", TOTAL);
    await register("listed", "2.0", { type: "object" });
    const page = await call("GET /schemas", { key: readKey });
    expect(page.json.items).toContainEqual({
      pattern: "listed",
      versions: 2,
      latestVersion: "2.0",
      defaultVersion: "1.0",
      ownCompatibility: null,
    });
    const change = async (body: object) => await call("PATCH /schemas/listed", { key, body });
    expect((await change({ compatibility: "full", defaultVersion: "2.0" })).json).toMatchObject({
      compatibility: "full",
      ownCompatibility: "full",
      defaultVersion: "2.0",
      versions: [{ version: "1.0" }, { version: "2.0" }],
    });
    expect((await change({ defaultVersion: "9.0" })).status).toBe(422);
    expect((await change({ compatibility: "most" })).status).toBe(422);
    expect((await call("PATCH /schemas/nowhere", { key, body: {} })).status).toBe(404);
  });
});

test("a schema is inferred from the log", async () => {
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    select gen_random_uuid(), 'e' || n, 'seen', '1.0', '{"type":"external","id":"t"}', now(), '{"total":1}', '{}'
    from generate_series(1, 3) as n`;
  const infer = async (pattern: string) =>
    await call("POST /schemas/infer", { key: readKey, body: { pattern } });
  const { json } = await infer("seen");
  expect(json).toMatchObject({ events: 3, document: { properties: { total: { type: "integer" } } } });
  expect((await register("seen", "1.0", json.document)).status).toBe(200);
  expect((await infer("never.seen")).status).toBe(404);
});

test("the schemas that hold for every event are there to be read", async () => {
  expect((await call("GET /specification/schemas/envelope", { key: readKey })).json).toEqual(ENVELOPE_SCHEMA);
  expect((await call("GET /specification/schemas/metadata", { key: readKey })).json.type).toBe("object");
  expect((await call("GET /specification/schemas/toString", { key: readKey })).status).toBe(404);
});

test("a document ends up in the answer as it is", () => {
  const head = {
    pattern: "a",
    version: "1",
    number: 1,
    id: 1,
    dialect: "2020-12",
    fingerprint: "ab",
    authorLabel: "x",
  };
  const text = schemaText({
    ...head,
    createdAt: "2026-01-01T00:00:00Z",
    deletedAt: null,
    document: '{"a": 1.0}',
  });
  expect(text).toMatch(/,"document":\{"a": 1\.0\}\}$/);
});
