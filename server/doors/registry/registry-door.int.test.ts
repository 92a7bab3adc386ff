import { beforeAll, describe, expect, test } from "vitest";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import { withoutEvaluators } from "#e2e/support/without-evaluators.ts";
import { doorAt } from "../doors.ts";
import { REGISTRY_TYPE } from "./answer.ts";

const stack = sharedRuntime();
let keys: Readonly<Record<"publish" | "read" | "manage", string>>;

beforeAll(async () => {
  const make = (scope: keyof typeof keys) => makeKey(stack.runtime, scope);
  keys = { publish: await make("publish"), read: await make("read"), manage: await make("manage") };
});

interface Sent {
  readonly key?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the registry as a client does: `GET /subjects`. */
async function call(
  called: string,
  { key = keys.manage, body, headers = {} }: Sent = {},
  runtime = stack.runtime,
) {
  const [method = "", target = ""] = called.split(" ");
  const path = `/api/registry${target}`;
  const basic = key === null ? {} : { authorization: `Basic ${btoa(`client:${key}`)}` };
  const request = new Request(`http://tidings.test${path}`, {
    method,
    headers: { ...basic, ...(body === undefined ? {} : { "content-type": REGISTRY_TYPE }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const door = doorAt(runtime.doors, method, new URL(request.url).pathname);
  if (door === undefined) throw new Error("No door answers this path.");
  const response = await door(request, "192.0.2.1");
  expect(response.headers.get("content-type")).toBe(REGISTRY_TYPE);
  return { status: response.status, headers: response.headers, json: JSON.parse(await response.text()) };
}

const TOTAL = '{"type":"object","properties":{"total":{"type":"number"}},"required":["total"]}';
const LOOSER = '{"type":"object","properties":{"total":{"type":"number"}}}';
const json = (schema: string) => ({ body: { schema, schemaType: "JSON" } });

/** What a refusal is: its status and its code. */
async function failure(called: string, sent?: Sent) {
  const { status, json: answer } = await call(called, sent);
  expect(answer.message).toEqual(expect.any(String));
  return [status, answer.error_code];
}

describe("a subject", () => {
  test("has versions, whose schemas are registered, looked up, read and deleted", async () => {
    const first = await call("POST /subjects/order.created/versions", json(TOTAL));
    const { id } = first.json;
    expect(first.json).toMatchObject({ id: expect.any(Number), version: 1 });
    const second = await call("POST /subjects/order.created/versions", json(LOOSER));
    expect(second.json).toMatchObject({ version: 2 });
    expect((await call("POST /subjects/order.created/versions", json(`${TOTAL} `))).json.id).toBe(id);
    expect((await call("GET /subjects/order.created/versions")).json).toEqual([1, 2]);
    expect((await call("GET /subjects")).json).toContain("order.created");
    const schema = { subject: "order.created", version: 1, id, schemaType: "JSON", schema: TOTAL };
    expect((await call("GET /subjects/order.created/versions/1")).json).toEqual(schema);
    expect((await call("POST /subjects/order.created", json(TOTAL))).json).toEqual(schema);
    expect((await call("GET /subjects/order.created/versions/latest")).json).toMatchObject({
      version: 2,
      schema: LOOSER,
    });
    expect((await call("GET /subjects/order.created/versions/-1")).json).toMatchObject({ version: 2 });
    expect((await call("GET /subjects/order.created/versions/1/schema")).json).toEqual(JSON.parse(TOTAL));
    expect((await call("GET /subjects/order.created/versions/1/referencedby")).json).toEqual([]);
    expect((await call(`GET /schemas/ids/${id}`)).json).toEqual({ schemaType: "JSON", schema: TOTAL });
    expect((await call(`GET /schemas/ids/${id}/schema`)).json).toEqual(JSON.parse(TOTAL));
    expect((await call(`GET /schemas/ids/${id}/subjects`)).json).toEqual(["order.created"]);
    expect((await call(`GET /schemas/ids/${id}/versions`)).json).toEqual([
      { subject: "order.created", version: 1 },
    ]);
    expect((await call("DELETE /subjects/order.created/versions/1")).json).toBe(1);
    expect((await call("GET /subjects/order.created/versions")).json).toEqual([2]);
    expect((await call("GET /subjects/order.created/versions?deleted=true")).json).toEqual([1, 2]);
    expect((await call(`GET /schemas/ids/${id}`)).status).toBe(200);
    expect((await call("DELETE /subjects/order.created")).json).toEqual([2]);
    expect((await call("GET /subjects")).json).not.toContain("order.created");
    expect((await call("GET /subjects?deleted=true&subjectPrefix=order.c")).json).toEqual(["order.created"]);
  });

  test("that was deleted is looked up with its flag", async () => {
    const { version, id } = (await call("POST /subjects/was.there/versions", json(TOTAL))).json;
    await call("DELETE /subjects/was.there");
    expect(await failure("POST /subjects/was.there", json(TOTAL))).toEqual([404, 40401]);
    expect((await call("POST /subjects/was.there?deleted=true", json(TOTAL))).json).toMatchObject({
      version,
      id,
    });
    expect(await failure("POST /subjects/was.there?deleted=true", json(LOOSER))).toEqual([404, 40403]);
  });

  test("takes the schemas that many clients register at once", async () => {
    await call("PUT /config/crowded", { body: { compatibility: "NONE" } });
    const documents = Array.from({ length: 12 }, (_, member) => `{"required":["m${member}"]}`);
    const register = (document: string) => call("POST /subjects/crowded/versions", json(document));
    const answers = await Promise.all(documents.map(register));
    const versions = new Set<number>();
    for (const [index, answer] of answers.entries()) {
      const { status, headers, json: first } = answer;
      if (status === 200) versions.add(first.version);
      else {
        // Whoever was overtaken again and again, as on a slow machine, is told so, and repeats it.
        expect([status, first.error_code, headers.get("retry-after")]).toEqual([503, 50002, "5"]);
        const repeated = await register(documents[index] ?? "");
        expect(repeated.status).toBe(200);
        versions.add(repeated.json.version);
      }
    }
    expect([...versions].toSorted((a, b) => a - b)).toEqual(documents.map((_, index) => index + 1));
  });

  test("is an event name: the same schemas judge events under their event versions", async () => {
    await call("POST /subjects/seen.elsewhere/versions", json(TOTAL));
    const [row] = await stack.ctx.db.sql`
      select version, number, document from event_schemas where pattern = 'seen.elsewhere'`;
    expect(row).toEqual({ version: "1.0", number: 1, document: TOTAL });
  });

  test("refuses by the API's own codes", async () => {
    await call("POST /subjects/known/versions", json(TOTAL));
    expect(await failure("GET /subjects/unknown/versions")).toEqual([404, 40401]);
    expect(await failure("GET /subjects/unknown/versions/1")).toEqual([404, 40401]);
    expect(await failure("GET /subjects/known/versions/7")).toEqual([404, 40402]);
    for (const version of ["0", "first", "-2", "99999999999", "1.0"])
      expect(await failure(`GET /subjects/known/versions/${version}`)).toEqual([422, 42202]);
    expect(await failure("GET /schemas/ids/999999")).toEqual([404, 40403]);
    expect(await failure("GET /schemas/ids/x")).toEqual([404, 40403]);
    expect(await failure("POST /subjects/unknown", json(TOTAL))).toEqual([404, 40401]);
    expect(await failure("POST /subjects/known", json(LOOSER))).toEqual([404, 40403]);
    expect(await failure("POST /subjects/known/versions", json("{"))).toEqual([422, 42201]);
    expect(await failure("POST /subjects/known/versions", json('{"$ref":"http://x.test/y"}'))).toEqual([
      422, 42201,
    ]);
    expect(await failure("POST /subjects/known/versions", { body: { schema: TOTAL } })).toEqual([422, 42201]);
    expect(await failure("POST /subjects/known/versions", { body: { schemaType: "JSON" } })).toEqual([
      422, 42201,
    ]);
    const referring = {
      schema: TOTAL,
      schemaType: "JSON",
      references: [{ name: "a", subject: "b", version: 1 }],
    };
    expect(await failure("POST /subjects/known/versions", { body: referring })).toEqual([422, 42201]);
    expect(await failure("POST /subjects/a%20b/versions", json(TOTAL))).toEqual([422, 42208]);
    expect(await failure("DELETE /subjects/known?permanent=true")).toEqual([422, 42205]);
    expect(await failure("DELETE /subjects/unknown")).toEqual([404, 40401]);
    expect(await failure("GET /nothing")).toEqual([404, 404]);
    expect(await failure("PATCH /subjects")).toEqual([405, 405]);
  });
});

describe("compatibility", () => {
  const NUMBER = '{"properties":{"a":{"type":"number"}}}';
  const INTEGER = '{"properties":{"a":{"type":"integer"}}}';

  test("is told without registering, and refuses what breaks it", async () => {
    await call("POST /subjects/compatible/versions", json(NUMBER));
    const told = async (query: string, schema: string) =>
      (await call(`POST /compatibility/subjects/compatible/${query}`, json(schema))).json;
    expect(await told("versions/latest", NUMBER)).toEqual({ is_compatible: true });
    expect(await told("versions", INTEGER)).toEqual({ is_compatible: false });
    expect(await told("versions/1?verbose=true", INTEGER)).toEqual({
      is_compatible: false,
      messages: [expect.stringContaining("/properties/a")],
    });
    expect(await told("versions/latest?verbose=true", NUMBER)).toEqual({ is_compatible: true, messages: [] });
    expect(await failure("POST /compatibility/subjects/unknown/versions/latest", json(NUMBER))).toEqual([
      404, 40401,
    ]);
    expect(await failure("POST /compatibility/subjects/compatible/versions/3", json(NUMBER))).toEqual([
      404, 40402,
    ]);
    expect(await failure("POST /subjects/compatible/versions", json(INTEGER))).toEqual([409, 409]);
  });

  test("is set for a subject, also before it has a schema, and for all", async () => {
    expect((await call("GET /config")).json).toEqual({ compatibilityLevel: "BACKWARD" });
    expect(await failure("GET /config/set")).toEqual([404, 40408]);
    expect((await call("GET /config/set?defaultToGlobal=true")).json).toEqual({
      compatibilityLevel: "BACKWARD",
    });
    const put = { body: { compatibility: "NONE" } };
    expect((await call("PUT /config/set", put)).json).toEqual({ compatibility: "NONE" });
    expect((await call("GET /config/set")).json).toEqual({ compatibilityLevel: "NONE" });
    await call("POST /subjects/set/versions", json(NUMBER));
    expect((await call("POST /subjects/set/versions", json(INTEGER))).json).toMatchObject({ version: 2 });
    expect((await call("DELETE /config/set")).json).toEqual({ compatibilityLevel: "NONE" });
    expect(await failure("DELETE /config/set")).toEqual([404, 40401]);
    expect(await failure("PUT /config/set", { body: { compatibility: "MOST" } })).toEqual([422, 42203]);
    expect((await call("PUT /config", { body: { compatibility: "full_transitive" } })).json).toEqual({
      compatibility: "FULL_TRANSITIVE",
    });
    expect((await call("DELETE /config")).json).toEqual({ compatibilityLevel: "FULL_TRANSITIVE" });
    expect((await call("GET /config")).json).toEqual({ compatibilityLevel: "BACKWARD" });
  });

  test("modes and types are what they are", async () => {
    expect((await call("GET /mode")).json).toEqual({ mode: "READWRITE" });
    expect((await call("GET /mode/any")).json).toEqual({ mode: "READWRITE" });
    expect((await call("GET /schemas/types")).json).toEqual(["JSON"]);
    expect((await call("GET /")).json).toEqual({});
    expect((await call("GET ")).json).toEqual({});
  });
});

describe("keys", () => {
  test("are the password of HTTP Basic, a bearer token or X-API-Key", async () => {
    for (const headers of [{ authorization: `Bearer ${keys.read}` }, { "x-api-key": keys.read }])
      expect((await call("GET /subjects", { key: null, headers })).status).toBe(200);
  });

  test("that are missing or wrong are 401 alike", async () => {
    const wrong = [
      {},
      { authorization: "Basic !!!" },
      { authorization: `Basic ${btoa(keys.read)}` },
      { authorization: `Basic ${btoa(`${keys.read}:`)}` },
      { authorization: `Basic ${btoa("a:\r\nx")}` },
    ];
    for (const headers of wrong) {
      const answer = await call("GET /subjects", { key: null, headers });
      expect([answer.status, answer.json.error_code]).toEqual([401, 401]);
      expect(answer.headers.get("www-authenticate")).toBe('Basic realm="tidings"');
    }
  });

  test("need their scope: reading does not change anything", async () => {
    await call("POST /subjects/scoped/versions", json(TOTAL));
    expect((await call("POST /subjects/scoped", { ...json(TOTAL), key: keys.read })).status).toBe(200);
    const compatibility = "POST /compatibility/subjects/scoped/versions/latest";
    expect((await call(compatibility, { ...json(TOTAL), key: keys.read })).status).toBe(200);
    const refused = [
      ["POST /subjects/scoped/versions", json(LOOSER)],
      ["DELETE /subjects/scoped", {}],
      ["DELETE /subjects/scoped/versions/1", {}],
      ["PUT /config", { body: { compatibility: "NONE" } }],
      ["PUT /config/scoped", { body: { compatibility: "NONE" } }],
      ["DELETE /config", {}],
    ] as const;
    for (const [called, sent] of refused)
      expect(await failure(called, { ...sent, key: keys.read })).toEqual([403, 40301]);
    expect(await failure("GET /subjects", { key: keys.publish })).toEqual([403, 40301]);
  });
});

describe("requests that cannot be read", () => {
  const post = async (sent: Sent) => await failure("POST /subjects/unread/versions", sent);

  test("are refused", async () => {
    expect(await post({ body: "{" })).toEqual([422, 422]);
    expect(await post({ body: '{"schema":"{}","schema":"{}"}' })).toEqual([422, 422]);
    expect(await post({ body: "[]" })).toEqual([422, 42201]);
    expect(await post({ body: "x", headers: { "content-type": "text/plain" } })).toEqual([415, 415]);
    expect(await post({ body: `"${"x".repeat(2_200_000)}"` })).toEqual([413, 413]);
    expect(await post({ body: "[".repeat(100_000) })).toEqual([422, 422]);
  });

  test("and no process to read schemas is not the client's fault", async () => {
    const register = () => call("POST /subjects/unread/versions", json(TOTAL));
    const answer = await withoutEvaluators(stack.ctx.evaluators, register);
    expect([answer.status, answer.json.error_code, answer.headers.get("retry-after")]).toEqual([
      503,
      50002,
      "5",
    ]);
    expect((await register()).status).toBe(200);
  });

  test("and a database that is away is not the client's fault", async () => {
    const gone = await createTestRuntime(stack.database, stack.database.appUrl);
    await gone.close();
    const answer = await call("GET /subjects", {}, gone);
    expect([answer.status, answer.json.error_code, answer.headers.get("retry-after")]).toEqual([
      503,
      50001,
      "5",
    ]);
  });
});
