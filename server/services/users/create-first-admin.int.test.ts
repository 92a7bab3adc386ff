import { expect, test } from "vitest";
import { lockFirstAdmin } from "#db/queries/users.ts";
import { eventually } from "#e2e/support/publish.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createFirstAdmin } from "./create-first-admin.ts";

const ADA = { name: "Ada", email: "Ada@Example.com", password: "correct horse battery" };

const stack = sharedRuntime();

async function waitingForLock(): Promise<number | undefined> {
  const rows = await stack.ctx.db.sql<{ count: number }[]>`
    select count(*) as count from pg_locks
    where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
  return rows[0]?.count;
}

function signIn(password: string, origin = "http://localhost:3000"): Promise<Response> {
  return stack.runtime.auth.handle(
    new Request("http://localhost:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        host: "localhost:3000",
        origin,
      },
      body: JSON.stringify({ email: "ada@example.com", password }),
    }),
  );
}

test("of calls at the same time one makes the admin", async () => {
  const { ctx } = stack.runtime;
  const results = await ctx.db.sql.begin(async (holder) => {
    await lockFirstAdmin(holder);
    const calls = ["a", "b", "c"].map((letter) =>
      createFirstAdmin({ ctx, input: { ...ADA, name: `Ada ${letter}` } }),
    );
    await eventually(async () => (await waitingForLock()) === calls.length);
    return { calls: Promise.all(calls) };
  });
  const outcomes = (await results.calls).map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(["created", "users_exist", "users_exist"]);
  const users = await ctx.db.sql`select email, role from users`;
  expect([...users]).toEqual([{ email: "ada@example.com", role: "admin" }]);
  const audit = await ctx.db.sql`select action, after from audit_entries`;
  expect(audit).toHaveLength(1);
  expect(JSON.stringify(audit)).not.toContain("horse");
});

test("the admin signs in with the password, and with no other", async () => {
  expect((await signIn("wrong horse battery")).status).toBe(401);
  const answer = await signIn(ADA.password);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).not.toMatch(/Secure/);
  const actor = await stack.runtime.auth.actorOf(new Headers({ cookie: cookie.split(";")[0] ?? "" }));
  expect(actor).toMatchObject({ label: "ada@example.com", role: "admin" });
});

test("another site cannot sign anybody in", async () => {
  expect((await signIn(ADA.password, "https://evil.example")).status).toBe(403);
});

test("what better-auth could do beyond signing in is closed", async () => {
  for (const path of [
    "sign-up/email",
    "admin/set-role",
    "admin/create-user",
    "change-password",
    "update-user",
  ]) {
    const request = new Request(`http://localhost:3000/api/auth/${path}`, { method: "POST", body: "{}" });
    expect((await stack.runtime.auth.handle(request)).status).toBe(404);
  }
});
