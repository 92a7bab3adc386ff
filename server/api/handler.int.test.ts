import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createFirstAdmin } from "#server/services/users/create-first-admin.ts";
import { setUpToken } from "#server/services/users/setup-token.ts";
import { handleTrpc } from "./handler.ts";

const ORIGIN = "http://localhost:3000";
const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
const WORKFLOW = { name: "Notify billing", target: { kind: "log" } };

const stack = sharedRuntime();
let cookie: string;

beforeAll(async () => {
  Reflect.set(globalThis, Symbol.for("tidings.runtime"), Promise.resolve(stack.runtime));
  await createFirstAdmin({ ctx: stack.runtime.ctx, input: ADA });
  cookie = await signIn();
});

afterAll(async () => {
  Reflect.deleteProperty(globalThis, Symbol.for("tidings.runtime"));
});

async function signIn(): Promise<string> {
  const answer = await stack.runtime.auth.handle(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", host: "localhost:3000", origin: ORIGIN },
      body: JSON.stringify({ email: ADA.email, password: ADA.password }),
    }),
  );
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

function mutate(procedure: string, input: object, headers: Record<string, string>): Promise<Response> {
  return handleTrpc(
    new Request(`${ORIGIN}/api/trpc/${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json", host: "localhost:3000", ...headers },
      body: JSON.stringify(input),
    }),
  );
}

function query(procedure: string, input: object, headers: Record<string, string>): Promise<Response> {
  const search = new URLSearchParams({ input: JSON.stringify(input) });
  return handleTrpc(new Request(`${ORIGIN}/api/trpc/${procedure}?${search}`, { headers }));
}

async function setRole(role: string): Promise<void> {
  await stack.ctx.db.sql`update users set role = ${role}`;
}

describe("who may call", () => {
  test("nobody who is signed out", async () => {
    expect((await query("events.list", { filter: {} }, {})).status).toBe(401);
    expect((await mutate("workflows.create", WORKFLOW, { origin: ORIGIN })).status).toBe(401);
  });

  test("no page of another site, and nothing without an Origin", async () => {
    expect((await mutate("workflows.create", WORKFLOW, { cookie })).status).toBe(403);
    expect(
      (await mutate("workflows.create", WORKFLOW, { cookie, origin: "https://evil.example" })).status,
    ).toBe(403);
    expect((await mutate("workflows.create", WORKFLOW, { cookie, origin: ORIGIN })).status).toBe(200);
  });

  test.each(["viewer", "operator", "auditor", "nonsense"])(
    "a lowered role counts at once: %s",
    async (role) => {
      await setRole(role);
      const answer = await mutate(
        "workflows.setEnabled",
        { id: stack.ctx.newId(), enabled: true },
        { cookie, origin: ORIGIN },
      );
      const reading = await query("workflows.list", {}, { cookie });
      await setRole("admin");
      expect(answer.status).toBe(role === "nonsense" ? 401 : 403);
      expect(reading.status).toBe(role === "nonsense" ? 401 : 200);
    },
  );
});

describe("what is answered", () => {
  test("a wrong input names its field", async () => {
    const answer = await mutate("workflows.create", { ...WORKFLOW, name: " " }, { cookie, origin: ORIGIN });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.data.fields).toEqual({ name: "Give the workflow a name." });
  });

  test("a taken name is a conflict at its field", async () => {
    const answer = await mutate("workflows.create", WORKFLOW, { cookie, origin: ORIGIN });
    expect(answer.status).toBe(409);
    expect((await answer.json()).error.data).toMatchObject({
      reason: "name_taken",
      fields: { name: expect.any(String) },
    });
  });

  test("an unexpected error keeps its internals and gives a trace id", async () => {
    const broken = { ...stack.runtime, ctx: { ...stack.runtime.ctx, db: { ...stack.ctx.db, sql: failing } } };
    Reflect.set(globalThis, Symbol.for("tidings.runtime"), Promise.resolve(broken));
    const answer = await query("workflows.list", {}, { cookie });
    Reflect.set(globalThis, Symbol.for("tidings.runtime"), Promise.resolve(stack.runtime));
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain("secret-host");
    expect(JSON.parse(text).error.data.traceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("a request over 1 MiB is refused, with or without its length", async () => {
    const headers = { host: "localhost:3000", origin: ORIGIN, cookie };
    const body = new Blob(["x".repeat(1_100_000)]).stream();
    const request = { method: "POST", headers, body, duplex: "half" as const };
    expect((await handleTrpc(new Request(`${ORIGIN}/api/trpc/workflows.create`, request))).status).toBe(413);
    const announced = { "content-length": "1100000", origin: ORIGIN, cookie };
    const answer = await mutate("workflows.create", {}, announced);
    expect(answer.status).toBe(413);
    // Signing in would change nothing.
    expect(await answer.text()).toBe("The request is larger than 1 MiB.");
  });

  test("a procedure that takes a file takes more, alone and not in a batch", async () => {
    const headers = { cookie, origin: ORIGIN };
    const content = `country,vat\n${"DE,19\n".repeat(200_000)}`;
    const table = { name: "countries", format: "csv", content, keyColumn: "country" };
    const answer = await mutate("referenceTables.upload", table, headers);
    expect((await answer.json()).error.data.fields).toEqual({ content: expect.any(String) });
    const batch = await mutate(
      "referenceTables.upload,referenceTables.upload?batch=1",
      { 0: table },
      headers,
    );
    expect(batch.status).toBe(413);
    const larger = { ...table, content: "x".repeat(7 * 1024 * 1024) };
    expect((await mutate("referenceTables.upload", larger, headers)).status).toBe(413);
  });

  test.each(["referenceTables.upload", "schemas.register", "schemas.check", "schemas.try"])(
    "a stranger's file is held to 1 MiB, and so is one that another site's page sends: %s",
    async (procedure) => {
      const file = { content: "x".repeat(1_100_000) };
      const strangers = [
        { origin: ORIGIN },
        { origin: ORIGIN, cookie: "better-auth.session_token=guess" },
        { cookie },
        { cookie, origin: "https://evil.example" },
      ];
      for (const headers of strangers) expect((await mutate(procedure, file, headers)).status).toBe(413);
      expect((await mutate(procedure, {}, { origin: ORIGIN })).status).toBe(401);
      expect((await mutate(procedure, file, { cookie, origin: ORIGIN })).status).toBe(400);
    },
  );

  test("the set-up link is dead once somebody exists, and never opens without its token", async () => {
    const { origin, token } = { origin: ORIGIN, token: setUpToken(stack.runtime.secret) };
    expect((await mutate("session.setUp", { ...ADA, token: "guess" }, { origin })).status).toBe(403);
    expect((await mutate("session.setUp", { ...ADA, token }, { origin })).status).toBe(409);
  });
});

function failing(): never {
  throw new Error("connect ECONNREFUSED secret-host:5432");
}
