import { beforeAll, describe, expect, test } from "vitest";
import { addressOf, type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import { withoutEvaluators } from "#e2e/support/without-evaluators.ts";
import { revokeApiKey } from "#server/services/api-keys/revoke.ts";
import { takesBody } from "./operation.ts";
import { OPERATIONS } from "./operations/operations.ts";
import { MAX_API_BODY_BYTES } from "./read-json-body.ts";

const stack = sharedRuntime();
let call: CallApi;
let keys: Readonly<Record<"publish" | "read" | "manage", string>>;

beforeAll(async () => {
  call = restApi(stack.runtime);
  const make = (scope: keyof typeof keys) => makeKey(stack.runtime, scope);
  keys = { publish: await make("publish"), read: await make("read"), manage: await make("manage") };
});

const BY_NAME = OPERATIONS.map((operation) => [operation.operationId, operation] as const);
const NOWHERE = "019f0000-0000-7000-8000-000000000000";

describe("every operation", () => {
  test.each(BY_NAME)("%s asks for a key with its scope", async (_name, operation) => {
    const address = addressOf(operation, NOWHERE);
    const none = await call(address);
    const wrong = await call(address, { key: "tid_wrong" });
    expect([none.status, wrong.status]).toEqual([401, 401]);
    expect(wrong.headers.get("www-authenticate")).toBe('Bearer realm="tidings"');
    expect({ ...none.json, requestId: "" }).toEqual({ ...wrong.json, requestId: "" });
    const lesser = operation.scope === "manage" ? [keys.publish, keys.read] : [keys.publish];
    for (const key of lesser) {
      const refused = await call(address, { key });
      expect(refused.status).toBe(403);
      expect(refused.json).toMatchObject({ type: "/errors/missing_scope" });
      expect(refused.headers.get("www-authenticate")).toContain(`scope="${operation.scope}"`);
    }
    expect([401, 403]).not.toContain((await call(address, { key: keys.manage })).status);
  });

  // What is put under a name is made when it is not there.
  const MAKES = "uploadReferenceTable";
  const ofOne = BY_NAME.filter(([name, { path }]) => path.includes("{") && name !== MAKES);

  test.each(ofOne)("%s of what is not there is 404", async (_name, operation) => {
    const { bodyExample: body } = operation;
    for (const id of [NOWHERE, "no-id", "%00", "%E0%A4%A", "%2e%2e%2f"]) {
      const answer = await call(addressOf(operation, id), { key: keys.manage, body });
      expect(answer.json).toMatchObject({ type: "/errors/not_found" });
    }
  });

  test.each(BY_NAME)("%s refuses parameters that it does not know", async (_name, operation) => {
    const answer = await call(`${addressOf(operation, NOWHERE)}?surprise=1`, { key: keys.manage });
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toEqual([
      { parameter: "surprise", message: "This operation has no such parameter." },
    ]);
  });

  const withBody = BY_NAME.filter(([, operation]) => takesBody(operation));

  test.each(withBody)("%s refuses a body that is no JSON, or other JSON", async (_name, operation) => {
    const address = addressOf(operation, NOWHERE);
    const send = (body: unknown, headers = {}) => call(address, { key: keys.manage, body, headers });
    const text = await send("{}", { "content-type": "text/plain" });
    const zipped = await send("{}", { "content-encoding": "gzip" });
    const { maxBodyBytes = MAX_API_BODY_BYTES } = operation;
    const large = await send(`"${"x".repeat(maxBodyBytes)}"`);
    expect([text.status, zipped.status, large.status]).toEqual([415, 415, 413]);
    for (const broken of ["", "{", '{"a":1,"a":2}', '{"name":"\\u0000"}', "[".repeat(60_000)]) {
      expect((await send(broken)).status).toBe(400);
    }
    for (const other of [null, [], 5, { surprise: true }]) {
      const answer = await send(other);
      expect(answer.status).toBe(422);
      expect(answer.json.errors[0]).toEqual({ pointer: expect.any(String), message: expect.any(String) });
    }
  });
});

describe("keys", () => {
  test("are read from X-API-Key as well, and never from the URL", async () => {
    expect((await call("GET /patterns", { headers: { "x-api-key": keys.read } })).status).toBe(200);
    expect((await call(`GET /patterns?api_key=${keys.read}`)).status).toBe(401);
  });

  test("that were revoked are refused from the next request on", async () => {
    const key = await makeKey(stack.runtime, "read");
    const { json } = await call("GET /keys", { key });
    expect((await revokeApiKey({ ctx: stack.ctx, input: { id: json.items[0].id } })).outcome).toBe("revoked");
    expect((await call("GET /keys", { key })).status).toBe(401);
  });
});

describe("addresses", () => {
  test("that are none are 404", async () => {
    for (const path of ["/", "", "/nothing", "/patterns/", `/patterns/${NOWHERE}/more`, "/events/a/b/c"]) {
      expect((await call(`GET ${path}`, { key: keys.manage })).status).toBe(404);
    }
  });

  test("say which methods they answer", async () => {
    const answer = await call("DELETE /events", { key: keys.manage });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS, GET, HEAD");
    expect((await call("POST /openapi.json")).headers.get("allow")).toBe("GET, HEAD");
  });

  test("answer HEAD as GET, without the body", async () => {
    const answer = await call("HEAD /patterns", { key: keys.read });
    expect([answer.status, answer.text]).toEqual([200, ""]);
  });

  test("the document is open to all", async () => {
    const answer = await call("GET /openapi.json");
    expect(answer.json.openapi).toBe("3.1.0");
  });
});

test("a time that Postgres cannot hold is the client's mistake", async () => {
  const answer = await call("GET /events?from=0000-01-01T00:00:00Z", { key: keys.read });
  expect(answer.status).toBe(400);
});

test("when no process that reads schemas can be had the answer is 503 too", async () => {
  const body = { pattern: "a.b", document: {} };
  const answer = await withoutEvaluators(stack.ctx.evaluators, () =>
    call("POST /schemas/check", { key: keys.read, body }),
  );
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(answer.json.type).toBe("/errors/evaluator_unavailable");
});

test("when the database is away the answer is 503 and says when to come back", async () => {
  const gone = await createTestRuntime(stack.database, stack.database.appUrl);
  await gone.close();
  const answer = await restApi(gone)("GET /patterns", { key: keys.read });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(answer.json.type).toBe("/errors/database_unavailable");
});
