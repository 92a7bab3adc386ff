import { expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "./create.ts";
import { findSource } from "./find.ts";
import { getSource } from "./get.ts";
import { listSources } from "./list.ts";

const INPUT = { key: "shop", name: "Shop", preset: "github", secret: null };

const stack = sharedRuntime();

const audit = () => stack.ctx.db.sql`select action, after from audit_entries order by id`;

test("a generated secret is given once, kept encrypted, and is neither read again nor in the audit", async () => {
  const { ctx } = stack;
  const created = await createSource({ ctx, input: INPUT });
  if (created.outcome !== "created") throw new Error(created.outcome);
  const secret = created.generatedSecret ?? "";
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  const [row] = await ctx.db.sql<{ sealed: string }[]>`
    select sealed from source_secrets where source_id = ${created.id}`;
  expect(row?.sealed).toMatch(/^v1\./);
  expect(row?.sealed).not.toContain(secret);
  expect((await findSource(ctx, (directory) => directory.byKey("shop")))?.secrets[0]?.plain).toBe(secret);
  const found = await getSource({ ctx, input: { id: created.id } });
  expect(found).toMatchObject({ outcome: "found", source: { key: "shop", secrets: [{ expiresAt: null }] } });
  expect(await audit()).toEqual([
    { action: "source.created", after: { key: "shop", name: "Shop", preset: "github", configuration: {} } },
  ]);
  expect(JSON.stringify([found, await listSources({ ctx }), await audit()])).not.toContain(secret);
});

test("a pasted secret is used as it is, and not given back", async () => {
  const { ctx } = stack;
  const secret = "it's a secret to everybody";
  const created = await createSource({ ctx, input: { ...INPUT, key: "pasted", secret } });
  expect(created).toMatchObject({ outcome: "created", generatedSecret: null });
  expect((await findSource(ctx, (directory) => directory.byKey("pasted")))?.secrets[0]?.plain).toBe(secret);
  expect(JSON.stringify(await audit())).not.toContain(secret);
});

test("a secret that no request could be signed with is refused, and says what one is like", async () => {
  const input = { ...INPUT, key: "keys", preset: "jwt", secret: "not a key set" };
  const refused = await createSource({ ctx: stack.ctx, input });
  expect(refused).toEqual({
    outcome: "invalid_secret",
    message: expect.stringContaining("Paste the JSON Web Key Set"),
  });
  expect(await findSource(stack.ctx, (directory) => directory.byKey("keys"))).toBeUndefined();
});

test.each(["shop", "api"])("the key %j is given once", async (key) => {
  const before = await audit();
  expect(await createSource({ ctx: stack.ctx, input: { ...INPUT, key } })).toEqual({ outcome: "key_taken" });
  expect(await audit()).toEqual(before);
});

test.each([
  { key: "Not plain" },
  { key: "" },
  { name: " " },
  { preset: "native" },
  { secret: "short" },
  { secret: "ends with a space " },
  { preset: "stripe" },
  { preset: "hmac" },
  { preset: "ip_allow_list" },
  { configuration: { verification: { requiredComponents: ["@method"] } } },
  { configuration: { mapping: { items: null, eventId: ["{$.a"], name: ["a"], time: [] } } },
  { configuration: { allowedAddresses: ["somewhere"] } },
  { configuration: { unknown: 1 } },
])("%j is refused", async (wrong) => {
  const { ctx } = stack;
  await expect(createSource({ ctx, input: { ...INPUT, key: "wrong", ...wrong } })).rejects.toThrow();
  expect(await findSource(ctx, (directory) => directory.byKey("wrong"))).toBeUndefined();
});

test("an id that no source has finds none", async () => {
  const { ctx } = stack;
  expect(await getSource({ ctx, input: { id: ctx.newId() } })).toEqual({ outcome: "not_found" });
});

test.each(["operator", "viewer", "auditor"] as const)("a %s reads sources and makes none", async (role) => {
  const other: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role } };
  expect(await listSources({ ctx: other })).not.toHaveLength(0);
  await expect(createSource({ ctx: other, input: { ...INPUT, key: role } })).rejects.toThrow(
    PermissionDenied,
  );
});
