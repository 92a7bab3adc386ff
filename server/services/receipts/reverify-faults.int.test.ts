import { expect, test } from "vitest";
import { githubRequest } from "#e2e/support/publish.ts";
import { seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "../sources/create.ts";
import { rotateSecret } from "../sources/rotate-secret.ts";
import { processReceipts } from "./process.ts";
import { reverifyReceipts } from "./reverify.ts";

const WRONG = "a secret with a typing eror";
const RIGHT = "a secret without a typing error";

const stack = sharedRuntime();

/** @returns the receipt of a push that its sender signed with RIGHT */
async function receive(source: string): Promise<string> {
  const request = githubRequest({ source, secret: RIGHT, event: "push", body: '{"n":1}' });
  const response = await stack.runtime.doors.webhook(request, null);
  return response.headers.get("tidings-receipt-id") ?? "";
}

async function idOf(key: string): Promise<string> {
  const [source] = await stack.ctx.db.sql<{ id: string }[]>`select id from sources where key = ${key}`;
  return source?.id ?? "";
}

async function receiptOf(receiptId: string) {
  const [receipt] = await stack.ctx.db.sql`
    select outcome, reason, body is not null as kept from receipts where id = ${receiptId}`;
  return receipt;
}

async function trim(): Promise<void> {
  await stack.ctx.db.sql`select tidings_trim_quarantine(0, interval '14 days')`;
}

test("what was trusted once keeps its body, and need not be trusted again", async () => {
  const { ctx } = stack;
  const secret = "a token of the sender";
  const configuration = { transformation: "missing" };
  await createSource({ ctx, input: { key: "admitted", name: "a", preset: "bearer", secret, configuration } });
  const request = new Request("http://tidings.test/api/webhooks/admitted", {
    method: "POST",
    headers: { authorization: "Bearer another", "content-type": "application/json" },
    body: '{"id":"1","type":"a.b"}',
  });
  const response = await stack.runtime.doors.webhook(request, null);
  const receiptId = response.headers.get("tidings-receipt-id") ?? "";
  await reverifyReceipts({ ctx, input: { receiptIds: [receiptId], trust: true } });
  await processReceipts({ ctx, input: { receiptIds: [receiptId] } });
  const held = { outcome: "quarantined", reason: "transformation_failed", kept: true };
  expect(await receiptOf(receiptId)).toEqual(held);
  await trim();
  expect(await receiptOf(receiptId)).toEqual(held);
  expect(await reverifyReceipts({ ctx, input: { receiptIds: [receiptId] } })).toEqual([
    { receiptId, outcome: "requeued" },
  ]);
});

test("a body that is trimmed while its request is verified is said to be gone, and nothing waits for it", async () => {
  const { ctx } = stack;
  await seedGithubSource(stack.runtime, "raced", WRONG);
  const receiptId = await receive("raced");
  const told: string[] = [];
  const racing: ActorCtx = {
    ...ctx,
    jobs: {
      ...ctx.jobs,
      process(receiptIds) {
        told.push(...receiptIds);
        return Promise.resolve();
      },
    },
    verifier: {
      ...ctx.verifier,
      async verify() {
        await trim();
        return { outcome: "genuine" };
      },
    },
  };
  expect(await reverifyReceipts({ ctx: racing, input: { receiptIds: [receiptId] } })).toEqual([
    { receiptId, outcome: "body_gone" },
  ]);
  expect(await receiptOf(receiptId)).toEqual({
    outcome: "quarantined",
    reason: "bad_signature",
    kept: false,
  });
  expect(told).toEqual([]);
});

test("what somebody else released meanwhile is said to be released", async () => {
  const { ctx } = stack;
  await seedGithubSource(stack.runtime, "overtaken", WRONG);
  const receiptId = await receive("overtaken");
  const overtaken: ActorCtx = {
    ...ctx,
    verifier: {
      ...ctx.verifier,
      async verify() {
        await reverifyReceipts({ ctx, input: { receiptIds: [receiptId], trust: true } });
        return { outcome: "genuine" };
      },
    },
  };
  expect(await reverifyReceipts({ ctx: overtaken, input: { receiptIds: [receiptId] } })).toEqual([
    { receiptId, outcome: "not_quarantined" },
  ]);
});

test("a source that cannot be used, and a fault in verifying, keep the others from nothing", async () => {
  const { ctx } = stack;
  for (const key of ["sound", "sealed", "faulty"]) await seedGithubSource(stack.runtime, key, WRONG);
  const [sound, sealed, faulty] = [await receive("sound"), await receive("sealed"), await receive("faulty")];
  await rotateSecret({ ctx, input: { id: await idOf("sound"), secret: RIGHT } });
  await ctx.db.sql`update sources set configuration = '{"methods":"none"}' where key = 'sealed'`;
  const failing: ActorCtx = {
    ...ctx,
    verifier: {
      ...ctx.verifier,
      verify(source, request, options) {
        if (source.key !== "faulty") return ctx.verifier.verify(source, request, options);
        const cause = Object.assign(new Error("sns.example.com was not found"), { code: "ENOTFOUND" });
        return Promise.reject(cause);
      },
    },
  };
  const receiptIds = [faulty, sealed, sound];
  expect(await reverifyReceipts({ ctx: failing, input: { receiptIds } })).toEqual([
    { receiptId: faulty, outcome: "undecided", message: expect.stringContaining("Try again") },
    { receiptId: sealed, outcome: "undecided", message: expect.stringContaining('"sealed" cannot be used') },
    { receiptId: sound, outcome: "requeued" },
  ]);
  expect(await receiptOf(faulty)).toMatchObject({ outcome: "quarantined", kept: true });
  expect(await receiptOf(sealed)).toMatchObject({ outcome: "quarantined", kept: true });
});
