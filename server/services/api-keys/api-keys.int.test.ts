import { beforeAll, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { PAGE_ROWS } from "#schemas/page.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "../sources/create.ts";
import { findPublisher, findSource } from "../sources/find.ts";
import { createApiKey } from "./create.ts";
import { listApiKeys } from "./list.ts";
import { revokeApiKey } from "./revoke.ts";

const stack = sharedRuntime();
let sourceId: string;

beforeAll(async () => {
  sourceId = (await findSource(stack.ctx, (directory) => directory.byKey(NATIVE_SOURCE_KEY)))?.id ?? "";
});

async function makeKey(name: string): Promise<{ readonly id: string; readonly key: string }> {
  const created = await createApiKey({ ctx: stack.ctx, input: { sourceId, name } });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created;
}

const audit = () => stack.ctx.db.sql<{ action: string }[]>`select * from audit_entries order by id`;

const publisherOf = (key: string) => findPublisher(stack.ctx, key);

test("a key is given once; what is listed tells it apart and no more", async () => {
  const { id, key } = await makeKey("Billing");
  expect(key).toMatch(/^tid_[A-Za-z0-9_-]{43}$/);
  expect((await publisherOf(key))?.source.key).toBe(NATIVE_SOURCE_KEY);
  const page = await listApiKeys({ ctx: stack.ctx, input: { sourceId } });
  expect(page).toEqual({
    rows: [
      {
        id,
        name: "Billing",
        prefix: key.slice(0, 12),
        scopes: ["publish"],
        rateLimit: null,
        createdAt: expect.any(String),
        revokedAt: null,
      },
    ],
    nextCursor: null,
  });
  const stored = await stack.ctx.db.sql`select *, encode(hash, 'escape') as hash from api_keys`;
  expect(JSON.stringify([page, stored, await audit()])).not.toContain(key);
});

test("a revoked key is listed as such, publishes nothing, and is revoked once", async () => {
  const { ctx } = stack;
  const { id, key } = await makeKey("Old billing");
  expect(await revokeApiKey({ ctx, input: { id } })).toEqual({ outcome: "revoked" });
  await ctx.sources.refresh();
  expect(await publisherOf(key)).toBeUndefined();
  const { rows } = await listApiKeys({ ctx, input: { sourceId } });
  expect(rows.map((row) => [row.name, row.revokedAt !== null])).toEqual([
    ["Old billing", true],
    ["Billing", false],
  ]);
  const before = await audit();
  expect(before.map((entry) => entry.action)).toEqual(["key.created", "key.created", "key.revoked"]);
  expect(await revokeApiKey({ ctx, input: { id } })).toEqual({ outcome: "not_live" });
  expect(await revokeApiKey({ ctx, input: { id: ctx.newId() } })).toEqual({ outcome: "not_live" });
  expect(await audit()).toEqual(before);
});

test("a source of webhooks, or none at all, takes no keys", async () => {
  const { ctx } = stack;
  const input = { key: "hooks", name: "Hooks", preset: "github", secret: null };
  const github = await createSource({ ctx, input });
  if (github.outcome !== "created") throw new Error(github.outcome);
  const before = await audit();
  for (const id of [github.id, ctx.newId()]) {
    expect(await createApiKey({ ctx, input: { sourceId: id, name: "Wrong" } })).toEqual({
      outcome: "takes_no_keys",
    });
    expect((await listApiKeys({ ctx, input: { sourceId: id } })).rows).toEqual([]);
  }
  expect(await audit()).toEqual(before);
});

test("long lists come in pages, the newest first, each key once", async () => {
  for (let index = 0; index < PAGE_ROWS; index += 1) await makeKey(`Key ${index}`);
  const first = await listApiKeys({ ctx: stack.ctx, input: { sourceId } });
  const second = await listApiKeys({ ctx: stack.ctx, input: { sourceId, cursor: first.nextCursor } });
  expect(first.rows).toHaveLength(PAGE_ROWS);
  expect(first.rows[0]?.name).toBe(`Key ${PAGE_ROWS - 1}`);
  expect(second.rows.map((row) => row.name)).toEqual(["Old billing", "Billing"]);
  expect(second.nextCursor).toBeNull();
});

test.each(["operator", "viewer", "auditor"] as const)("a %s sees keys, and changes none", async (role) => {
  const other: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role } };
  const { rows } = await listApiKeys({ ctx: other, input: { sourceId } });
  expect(rows).toHaveLength(PAGE_ROWS);
  await expect(createApiKey({ ctx: other, input: { sourceId, name: "Mine" } })).rejects.toThrow(
    PermissionDenied,
  );
  await expect(revokeApiKey({ ctx: other, input: { id: rows[0]?.id } })).rejects.toThrow(PermissionDenied);
});
