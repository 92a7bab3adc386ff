import { beforeEach, expect, test } from "vitest";
import { githubRequest } from "#e2e/support/publish.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "./create.ts";
import { expireSecret } from "./expire-secret.ts";
import { getSource } from "./get.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { updateSource } from "./update.ts";

const OLD = "the secret before the rotation";

const stack = sharedRuntime();
let id: string;
let key: string;
let count = 0;

beforeEach(async () => {
  const { ctx } = stack;
  count += 1;
  key = `shop-${count}`;
  const created = await createSource({ ctx, input: { key, name: key, preset: "github", secret: OLD } });
  if (created.outcome !== "created") throw new Error(created.outcome);
  id = created.id;
});

const audit = (action: string) => stack.ctx.db.sql`
  select before, after from audit_entries where entity_id = ${id} and action = ${action} order by id`;

async function send(secret: string): Promise<number> {
  await stack.ctx.sources.refresh();
  const request = githubRequest({ source: key, secret, event: "push", body: "{}" });
  return (await stack.runtime.doors.webhook(request, "203.0.113.7")).status;
}

async function current() {
  const found = await getSource({ ctx: stack.ctx, input: { id } });
  if (found.outcome !== "found") throw new Error(found.outcome);
  return found.source;
}

test("a change has the next version and an audit row; the same change again has neither", async () => {
  const { ctx } = stack;
  const configuration = { maxBodyBytes: 1024 };
  expect(await updateSource({ ctx, input: { id, version: 1, name: "Shop", configuration } })).toEqual({
    outcome: "updated",
    version: 2,
  });
  expect(await current()).toMatchObject({ name: "Shop", version: 2, configuration });
  expect(await updateSource({ ctx, input: { id, version: 2, name: "Shop" } })).toEqual({
    outcome: "unchanged",
    version: 2,
  });
  expect(await audit("source.updated")).toEqual([
    {
      before: { name: key, enabled: true, configuration: {} },
      after: { name: "Shop", enabled: true, configuration },
    },
  ]);
});

test("of two people who change one version the second is told", async () => {
  await updateSource({ ctx: stack.ctx, input: { id, version: 1, enabled: false } });
  expect(await updateSource({ ctx: stack.ctx, input: { id, version: 1, name: "Lost update" } })).toEqual({
    outcome: "stale_version",
    currentVersion: 2,
  });
  expect(await current()).toMatchObject({ name: key, enabled: false });
});

test("a configuration that means nothing to the preset is refused, and changes nothing", async () => {
  const configuration = { verification: { requiredComponents: ["@method"] } };
  expect(await updateSource({ ctx: stack.ctx, input: { id, version: 1, configuration } })).toMatchObject({
    outcome: "invalid_configuration",
    faults: [expect.stringContaining("verification.requiredComponents")],
  });
  expect(await current()).toMatchObject({ version: 1, configuration: {} });
});

test("an expression that cannot be read is refused when it is saved, with its place", async () => {
  const change = { id, version: 1, configuration: { transformation: "{ 'a': (1 + }" } };
  expect(await updateSource({ ctx: stack.ctx, input: change })).toMatchObject({
    outcome: "invalid_configuration",
    faults: [expect.stringMatching(/^The transformation cannot be read at character \d+: /)],
  });
  const configuration = { transformation: "$$$(" };
  const input = { key: `${key}-t`, name: "T", preset: "github", secret: null, configuration };
  expect(await createSource({ ctx: stack.ctx, input })).toMatchObject({ outcome: "invalid_configuration" });
});

test("a disabled source answers 403, and 202 when it is enabled again", async () => {
  await updateSource({ ctx: stack.ctx, input: { id, version: 1, enabled: false } });
  expect(await send(OLD)).toBe(403);
  await updateSource({ ctx: stack.ctx, input: { id, version: 2, enabled: true } });
  expect(await send(OLD)).toBe(202);
});

test("only the addresses that a source names may send", async () => {
  const configuration = { allowedAddresses: ["203.0.113.0/28"] };
  await updateSource({ ctx: stack.ctx, input: { id, version: 1, configuration } });
  expect(await send(OLD)).toBe(202);
  const elsewhere = { allowedAddresses: ["198.51.100.7", "2001:db8::/32"] };
  await updateSource({ ctx: stack.ctx, input: { id, version: 2, configuration: elsewhere } });
  expect(await send(OLD)).toBe(403);
});

test("a source answers in its own words, with the receipt in a header", async () => {
  const response = { status: 200, contentType: "text/plain", body: "[accepted]" };
  await updateSource({ ctx: stack.ctx, input: { id, version: 1, configuration: { response } } });
  await stack.ctx.sources.refresh();
  const request = githubRequest({ source: key, secret: OLD, event: "push", body: "{}" });
  const answer = await stack.runtime.doors.webhook(request, null);
  expect([answer.status, await answer.text()]).toEqual([200, "[accepted]"]);
  expect(answer.headers.get("tidings-receipt-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([205, 206, 299, 302])("an answer of %i is refused: it has rules of its own", async (status) => {
  const configuration = { response: { status, contentType: "text/plain", body: "" } };
  await expect(updateSource({ ctx: stack.ctx, input: { id, version: 1, configuration } })).rejects.toThrow();
});

test("a rotated secret is valid in the overlap and refused after it; the new one at once", async () => {
  const { ctx } = stack;
  const rotated = await rotateSecret({ ctx, input: { id, overlapSeconds: 60 } });
  if (rotated.outcome !== "rotated") throw new Error(rotated.outcome);
  const next = rotated.generatedSecret ?? "";
  expect([await send(next), await send(OLD)]).toEqual([202, 202]);
  await ctx.db
    .sql`update source_secrets set expires_at = now() - interval '1 s' where id <> ${rotated.secretId}`;
  expect([await send(next), await send(OLD)]).toEqual([202, 401]);
  const [receipt] = await ctx.db.sql`
    select detail from receipts where source_id = ${id} and status = 401`;
  expect(receipt?.["detail"]).toMatchObject({ reason: "bad_signature", diagnosis: { kind: "older_secret" } });
  expect(JSON.stringify([await current(), await audit("source.secret_rotated")])).not.toContain(next);
});

test("rotating twice does not make an older secret live longer", async () => {
  await rotateSecret({ ctx: stack.ctx, input: { id, overlapSeconds: 0 } });
  await rotateSecret({ ctx: stack.ctx, input: { id, overlapSeconds: 3600 } });
  expect(await send(OLD)).toBe(401);
});

test("a secret that leaked is ended at once, and ended once", async () => {
  const { secrets } = await current();
  const input = { id, secretId: secrets[0]?.id };
  expect(await expireSecret({ ctx: stack.ctx, input })).toEqual({ outcome: "expired" });
  expect(await send(OLD)).toBe(401);
  expect(await expireSecret({ ctx: stack.ctx, input })).toEqual({ outcome: "not_found" });
  expect(await audit("source.secret_expired")).toHaveLength(1);
});

test("a secret that the provider gives must be pasted", async () => {
  const { ctx } = stack;
  const secret = "whsec_given_by_stripe";
  const stripe = await createSource({
    ctx,
    input: { key: `${key}-s`, name: "Stripe", preset: "stripe", secret },
  });
  if (stripe.outcome !== "created") throw new Error(stripe.outcome);
  expect(await rotateSecret({ ctx, input: { id: stripe.id } })).toEqual({ outcome: "secret_required" });
  expect(await rotateSecret({ ctx, input: { id: stripe.id, secret: "whsec_the_next_one" } })).toMatchObject({
    outcome: "rotated",
    generatedSecret: null,
  });
});

test("the next secret must be one of the preset's, like the first", async () => {
  const input = { key: `${key}-b`, name: "Basic", preset: "basic", secret: "user:password" };
  const basic = await createSource({ ctx: stack.ctx, input });
  if (basic.outcome !== "created") throw new Error(basic.outcome);
  const rotate = (secret: string) => rotateSecret({ ctx: stack.ctx, input: { id: basic.id, secret } });
  expect(await rotate("no colon in it")).toMatchObject({ outcome: "invalid_secret" });
  expect(await audit("source.secret_rotated")).toEqual([]);
  expect(await rotate("user:another one")).toMatchObject({ outcome: "rotated" });
});

test("publishers have keys, and no secret", async () => {
  const { ctx } = stack;
  const [native] = await ctx.db.sql<{ id: string }[]>`select id from sources where key = 'api'`;
  expect(await rotateSecret({ ctx, input: { id: native?.id } })).toEqual({ outcome: "takes_no_secret" });
});

test.each(["operator", "viewer", "auditor"] as const)("a %s changes nothing", async (role) => {
  const other: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role } };
  const changes = [
    () => updateSource({ ctx: other, input: { id, version: 1, name: "Mine" } }),
    () => rotateSecret({ ctx: other, input: { id } }),
    () => expireSecret({ ctx: other, input: { id, secretId: id } }),
  ];
  for (const change of changes) await expect(change()).rejects.toThrow(PermissionDenied);
  expect(await current()).toMatchObject({ version: 1, name: key });
});
