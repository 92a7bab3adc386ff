import { expect, test } from "vitest";
import { githubRequest } from "#e2e/support/publish.ts";
import { seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "../sources/create.ts";
import { rotateSecret } from "../sources/rotate-secret.ts";
import { updateSource } from "../sources/update.ts";
import { processReceipts } from "./process.ts";
import { reverifyReceipts } from "./reverify.ts";

const WRONG = "a secret with a typing eror";
const RIGHT = "a secret without a typing error";

const stack = sharedRuntime();

/** @returns the receipt of a push that its sender signed with RIGHT */
async function receive(source: string, delivery: string): Promise<string> {
  const request = githubRequest({ source, secret: RIGHT, event: "push", delivery, body: '{"n":1}' });
  const response = await stack.runtime.doors.webhook(request, null);
  return response.headers.get("tidings-receipt-id") ?? "";
}

async function idOf(key: string): Promise<string> {
  const [source] = await stack.ctx.db.sql<{ id: string }[]>`select id from sources where key = ${key}`;
  return source?.id ?? "";
}

async function outcomeOf(receiptId: string) {
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });
  const [receipt] = await stack.ctx.db.sql`select outcome, reason from receipts where id = ${receiptId}`;
  return receipt;
}

test("what came before the right secret was entered is processed after it, under its own id", async () => {
  const { ctx } = stack;
  await seedGithubSource(stack.runtime, "mistyped", WRONG);
  const receiptId = await receive("mistyped", "d-1");
  expect(await outcomeOf(receiptId)).toEqual({ outcome: "quarantined", reason: "bad_signature" });
  const input = { receiptIds: [receiptId] };
  expect(await reverifyReceipts({ ctx, input })).toMatchObject([
    { receiptId, outcome: "refused", refusal: { reason: "bad_signature" } },
  ]);
  await rotateSecret({ ctx, input: { id: await idOf("mistyped"), secret: RIGHT } });
  expect(await reverifyReceipts({ ctx, input })).toEqual([{ receiptId, outcome: "requeued" }]);
  expect(await outcomeOf(receiptId)).toEqual({ outcome: "stored", reason: null });
  const [event] = await ctx.db.sql`
    select events.event_id from events join receipt_items on event_row_id = events.id where receipt_id = ${receiptId}`;
  expect(event?.["event_id"]).toBe("mistyped:d-1");
  expect(await reverifyReceipts({ ctx, input })).toEqual([{ receiptId, outcome: "not_quarantined" }]);
  expect(await ctx.db.sql`select action from audit_entries where entity_id = ${receiptId}`).toEqual([
    { action: "receipt.reverified" },
  ]);
});

test("what the mapping did not fit is held, answered like any other, and processed when the mapping is mended", async () => {
  const { ctx } = stack;
  await seedGithubSource(stack.runtime, "mapped", RIGHT);
  const id = await idOf("mapped");
  const mapping = { items: null, eventId: ["{header:x-nothing}"], name: ["github.push"], time: [] };
  await updateSource({ ctx, input: { id, version: 1, configuration: { mapping } } });
  await ctx.sources.refresh();
  const receiptId = await receive("mapped", "d-2");
  expect(await outcomeOf(receiptId)).toEqual({ outcome: "quarantined", reason: "missing_mapping" });
  await updateSource({ ctx, input: { id, version: 2, configuration: {} } });
  await reverifyReceipts({ ctx, input: { receiptIds: [receiptId] } });
  expect(await outcomeOf(receiptId)).toEqual({ outcome: "stored", reason: null });
});

test("a credential that no receipt keeps cannot be verified again: an admin may trust the request", async () => {
  const { ctx } = stack;
  const secret = "a token of the sender";
  await createSource({ ctx, input: { key: "bearer", name: "Bearer", preset: "bearer", secret } });
  const request = new Request("http://tidings.test/api/webhooks/bearer", {
    method: "POST",
    headers: { authorization: "Bearer another", "content-type": "application/json", "webhook-id": "d-3" },
    body: "{}",
  });
  const response = await stack.runtime.doors.webhook(request, null);
  const receiptId = response.headers.get("tidings-receipt-id") ?? "";
  const receiptIds = [receiptId];
  expect(await reverifyReceipts({ ctx, input: { receiptIds } })).toMatchObject([
    { outcome: "refused", refusal: { reason: "missing_credentials" } },
  ]);
  const operator: ActorCtx = { ...ctx, actor: { ...ctx.actor, role: "operator" } };
  await expect(reverifyReceipts({ ctx: operator, input: { receiptIds, trust: true } })).rejects.toThrow(
    PermissionDenied,
  );
  await reverifyReceipts({ ctx, input: { receiptIds, trust: true } });
  expect(await outcomeOf(receiptId)).toEqual({ outcome: "stored", reason: null });
  expect(await ctx.db.sql`select action from audit_entries where entity_id = ${receiptId}`).toEqual([
    { action: "receipt.trusted" },
  ]);
});

test("a body that is not kept any more is said to be gone", async () => {
  await seedGithubSource(stack.runtime, "trimmed", WRONG);
  const receiptId = await receive("trimmed", "d-4");
  await stack.ctx.db.sql`select tidings_trim_quarantine(0, interval '1 day')`;
  expect(await reverifyReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } })).toEqual([
    { receiptId, outcome: "body_gone" },
  ]);
});

test("a viewer verifies nothing", async () => {
  const { ctx } = stack;
  const viewer: ActorCtx = { ...ctx, actor: { ...ctx.actor, role: "viewer" } };
  await expect(reverifyReceipts({ ctx: viewer, input: { receiptIds: [ctx.newId()] } })).rejects.toThrow(
    PermissionDenied,
  );
});
