import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ApiAnswer, type ApiRequest, type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { authenticateApiKey } from "#server/services/api-keys/authenticate.ts";

const stack = sharedRuntime();
let call: (operation: string, request?: ApiRequest) => ReturnType<CallApi>;
let workflowId: string;

beforeAll(async () => {
  const key = await makeKey(stack.runtime, "manage");
  const api = restApi(stack.runtime);
  call = (operation, request = {}) => api(operation, { key, ...request });
  const made = await call("POST /workflows", { body: { name: "Every pattern's", target: { kind: "log" } } });
  workflowId = made.json.id;
});

const etag = ({ headers }: ApiAnswer) => headers.get("etag") ?? "";
const ifMatch = (answer: ApiAnswer) => ({ "if-match": etag(answer) });

async function auditOf(id: string) {
  return await stack.ctx.db.sql<{ action: string; label: string }[]>`
    select action, actor_label as label from audit_entries where entity_id = ${id} order by id`;
}

/** The three kinds of resources that change in place: one new one of each, and a change of it. */
const RESOURCES = [
  {
    path: "/patterns",
    make: () => ({
      name: stack.ctx.newId(),
      workflowId,
      enabled: true,
      rule: { type: "prefix", value: "invoice." },
    }),
    replace: (name: string) => ({
      name,
      workflowId,
      enabled: true,
      rule: { type: "exact", value: "invoice.paid" },
    }),
    replaced: { rule: { type: "exact", value: "invoice.paid", filters: [] } },
  },
  {
    path: "/workflows",
    make: () => ({ name: stack.ctx.newId(), target: { kind: "http", url: "https://example.com/hooks" } }),
    replace: (name: string) => ({ name, target: { kind: "log" } }),
    replaced: { target: { kind: "log" }, description: "", enabled: true },
  },
  {
    path: "/sources",
    make: () => ({
      key: stack.ctx.newId(),
      name: "Shop",
      preset: "github",
      secret: null,
      configuration: {},
    }),
    replace: (name: string) => ({ name, enabled: true, configuration: { maxBodyBytes: 2048 } }),
    replaced: { configuration: { maxBodyBytes: 2048 } },
  },
] as const;

describe.each(RESOURCES)("$path", ({ path, make, replace, replaced }) => {
  let made: ApiAnswer;
  let at: string;
  let body: object;

  beforeEach(async () => {
    made = await call(`POST ${path}`, { body: make() });
    expect(made.status).toBe(201);
    at = (made.headers.get("location") ?? "").replace("/api/v1", "");
    expect(at).toBe(`${path}/${made.json.id}`);
    body = replace(stack.ctx.newId());
  });

  test("what was made is there, under the ETag that it was made with", async () => {
    const read = await call(`GET ${at}`);
    expect(etag(read)).toBe(etag(made));
    const { signingSecret: _1, generatedSecret: _2, ...rest } = made.json;
    expect(read.json).toEqual(rest);
    expect((await call(`GET ${at}`, { headers: { "if-none-match": etag(made) } })).status).toBe(304);
    const list = await call(`GET ${path}`);
    expect(list.json.items.map((item: { readonly id: string }) => item.id)).toContain(made.json.id);
  });

  test("a change needs the present ETag, and gives the next one", async () => {
    expect((await call(`PUT ${at}`, { body })).status).toBe(428);
    expect((await call(`PUT ${at}`, { body, headers: { "if-match": '"other"' } })).status).toBe(412);
    const changed = await call(`PUT ${at}`, { body, headers: ifMatch(made) });
    expect(changed.json).toMatchObject(replaced);
    expect(etag(changed)).not.toBe(etag(made));
    const read = await call(`GET ${at}`, { headers: { "if-none-match": etag(made) } });
    expect([read.status, etag(read), read.json]).toEqual([200, etag(changed), changed.json]);
  });

  test("of two changes to one version one is made, the other is refused", async () => {
    const answers = await Promise.all(
      [body, replace(stack.ctx.newId())].map((change) =>
        call(`PUT ${at}`, { body: change, headers: ifMatch(made) }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412]);
    expect(await auditOf(made.json.id)).toHaveLength(2);
  });

  test("the same change again changes nothing and writes nothing", async () => {
    const first = await call(`PUT ${at}`, { body, headers: ifMatch(made) });
    const second = await call(`PUT ${at}`, { body, headers: ifMatch(first) });
    expect([second.status, etag(second), second.json]).toEqual([200, etag(first), first.json]);
    expect(await auditOf(made.json.id)).toHaveLength(2);
  });

  test("is switched off alone, by a key that the audit names", async () => {
    expect((await call(`PATCH ${at}`, { body: { enabled: false } })).status).toBe(428);
    const off = await call(`PATCH ${at}`, { body: { enabled: false }, headers: { "if-match": "*" } });
    const { signingSecret: _1, generatedSecret: _2, ...rest } = made.json;
    expect(off.json).toMatchObject({ ...rest, enabled: false, ...("version" in rest ? { version: 2 } : {}) });
    expect((await call(`GET ${at}`)).json).toEqual(off.json);
    expect((await auditOf(made.json.id)).map(({ label }) => label)).toEqual(['key "manage"', 'key "manage"']);
  });
});

test.each(["/patterns", "/workflows"] as const)("names under %s are taken once", async (path) => {
  const resource = RESOURCES.find((known) => known.path === path);
  const [one, other] = [await call(`POST ${path}`, { body: resource?.make() }), resource?.make()];
  const same = { ...other, name: one.json.name };
  expect((await call(`POST ${path}`, { body: same })).json).toMatchObject({
    type: "/errors/name_taken",
    errors: [{ pointer: "/name" }],
  });
  const made = await call(`POST ${path}`, { body: other });
  const answer = await call(`PUT ${path}/${made.json.id}`, { body: same, headers: ifMatch(made) });
  expect([answer.status, answer.json.type]).toEqual([409, "/errors/name_taken"]);
});

test("a pattern's workflow must be there, and its rule is checked where it is wrong", async () => {
  const pattern = { name: "Wrong", workflowId, enabled: true, rule: { type: "prefix", value: "a" } };
  const strayed = await call("POST /patterns", { body: { ...pattern, workflowId: stack.ctx.newId() } });
  expect([strayed.status, strayed.json.errors[0].pointer]).toEqual([422, "/workflowId"]);
  const filters = [{ field: "not a path", operator: "equals", value: 1 }];
  const wrong = await call("POST /patterns", { body: { ...pattern, rule: { ...pattern.rule, filters } } });
  expect(wrong.json.errors).toMatchObject([{ pointer: "/rule/filters/0/field" }]);
});

test("a workflow's secret is given once; a change of a part leaves the others", async () => {
  const body = { name: "Notify", description: "Tells billing.", target: { kind: "log" } };
  const made = await call("POST /workflows", { body });
  expect(made.json.signingSecret).toMatch(/^whsec_/);
  const at = `/workflows/${made.json.id}`;
  const renamed = await call(`PATCH ${at}`, { body: { name: "Renamed" }, headers: ifMatch(made) });
  expect(renamed.json).toEqual({ ...body, id: made.json.id, name: "Renamed", enabled: true });
  expect((await call(`GET ${at}`)).text + (await call("GET /workflows")).text).not.toContain("whsec_");
});

describe("sources", () => {
  test("have keys that are given once", async () => {
    const body = { key: "once", name: "Once", preset: "github", secret: null, configuration: {} };
    expect((await call("POST /sources", { body })).status).toBe(201);
    const again = await call("POST /sources", { body });
    expect(again.json).toMatchObject({ type: "/errors/name_taken", errors: [{ pointer: "/key" }] });
  });

  test("show their secrets to nobody, and rotate and end them", async () => {
    const body = { key: "rotating", name: "Rotating", preset: "github", secret: null, configuration: {} };
    const made = await call("POST /sources", { body });
    const at = `/sources/${made.json.id}`;
    const rotated = await call(`POST ${at}/secrets`, { body: { overlapSeconds: 60 } });
    expect(rotated.headers.get("location")).toBe(`/api/v1${at}/secrets/${rotated.json.id}`);
    const { items } = (await call(`GET ${at}/secrets`)).json;
    expect(items).toMatchObject([
      { id: rotated.json.id, expiresAt: null },
      { expiresAt: expect.any(String) },
    ]);
    expect((await call(`DELETE ${at}/secrets/${items[1].id}`)).status).toBe(204);
    expect((await call(`DELETE ${at}/secrets/${items[1].id}`)).status).toBe(404);
    const shown = await Promise.all([at, `${at}/secrets`, "/sources"].map((path) => call(`GET ${path}`)));
    for (const secret of [made.json.generatedSecret, rotated.json.generatedSecret]) {
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(shown.map(({ text }) => text).join()).not.toContain(secret);
    }
  });

  test("are refused with what does not fit their preset", async () => {
    const source = { key: "unfit", name: "Unfit", preset: "github", secret: null };
    const configuration = { verification: { requiredComponents: ["@method"] } };
    const made = await call("POST /sources", { body: { ...source, configuration } });
    expect(made.json).toMatchObject({ status: 422, errors: [{ pointer: "/configuration" }] });
    const right = await call("POST /sources", { body: { ...source, configuration: {} } });
    const changed = await call(`PATCH /sources/${right.json.id}`, {
      body: { configuration },
      headers: ifMatch(right),
    });
    expect(changed.json).toMatchObject({ status: 422, errors: [{ pointer: "/configuration" }] });
    const pasted = await call("POST /sources", {
      body: { ...source, key: "pasted", preset: "stripe", configuration: {} },
    });
    expect(pasted.json).toMatchObject({ status: 422, errors: [{ pointer: "/secret" }] });
    const basic = { ...source, key: "basic", preset: "basic", configuration: {} };
    const wrong = await call("POST /sources", { body: { ...basic, secret: "no colon in it" } });
    expect(wrong.json).toMatchObject({ status: 422, errors: [{ pointer: "/secret" }] });
    const taken = await call("POST /sources", { body: { ...basic, secret: "user:password" } });
    const next = await call(`POST /sources/${taken.json.id}/secrets`, { body: { secret: "no colon in it" } });
    expect(next.json).toMatchObject({ status: 422, errors: [{ pointer: "/secret" }] });
  });
});

describe("API keys", () => {
  test("are made with scopes and a limit of their own, work, and end", async () => {
    const rateLimit = { requests: 10, windowSeconds: 60, burst: 5 };
    const made = await call("POST /keys", { body: { name: "Reader", scopes: ["read"], rateLimit } });
    const { id, key } = made.json;
    expect(await authenticateApiKey(stack.runtime.ctx, key)).toMatchObject({
      scopes: ["read"],
      actor: { role: "viewer" },
    });
    const read = await call(`GET /keys/${id}`);
    expect(read.json).toMatchObject({ name: "Reader", scopes: ["read"], rateLimit, revokedAt: null });
    expect(read.text + (await call("GET /keys")).text).not.toContain(key);
    const revoked = [await call(`DELETE /keys/${id}`), await call(`DELETE /keys/${id}`)];
    expect(revoked.map(({ status }) => status)).toEqual([204, 204]);
    expect((await call(`GET /keys/${id}`)).json.revokedAt).not.toBeNull();
    expect(await authenticateApiKey(stack.runtime.ctx, key)).toBeNull();
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(["key.created", "key.revoked"]);
  });

  test("publish, unless it is said otherwise", async () => {
    const made = await call("POST /keys", { body: { name: "Publisher" } });
    expect(made.json.scopes).toEqual(["publish"]);
    expect(await authenticateApiKey(stack.runtime.ctx, made.json.key)).toMatchObject({ actor: null });
  });

  test.each([
    { scopes: [] },
    { scopes: ["all"] },
    { scopes: ["read", "read"] },
    { name: "" },
    { sourceId: "x" },
  ])("are refused with %j", async (wrong) => {
    expect((await call("POST /keys", { body: { name: "Wrong", ...wrong } })).status).toBe(422);
  });
});
