import { createHmac, sign } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { SNS_CERTIFICATE, SNS_PRIVATE_KEY } from "#e2e/support/sns-certificate.ts";
import { createVerifier } from "#server/doors/webhook/verifier.ts";
import type { ActorCtx } from "../context.ts";
import { createSource } from "../sources/create.ts";
import { rotateSecret } from "../sources/rotate-secret.ts";
import { reverifyReceipts } from "./reverify.ts";

const WRONG = "a secret with a typing eror";
const RIGHT = "a secret without a typing error";
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:orders";
const SNS = "https://sns.eu-central-1.amazonaws.com";
const SUBSCRIBE_URL = `${SNS}/?Action=ConfirmSubscription&Token=2336412f`;

const stack = sharedRuntime();
let ctx: ActorCtx;
/** What was asked of Amazon. */
const asked: string[] = [];

beforeAll(() => {
  const fetchText = (url: URL) => {
    asked.push(url.href);
    return Promise.resolve(SNS_CERTIFICATE);
  };
  const verifier = createVerifier({ publicUrl: "http://tidings.test", tools: { fetchText } });
  ctx = { ...stack.ctx, verifier };
});

beforeEach(() => {
  asked.length = 0;
});

async function addSource(key: string, preset: string, secret: string): Promise<string> {
  const created = await createSource({ ctx, input: { key, name: key, preset, secret } });
  if (created.outcome !== "created") throw new Error(created.outcome);
  await ctx.sources.refresh();
  return created.id;
}

/** @returns the receipt of a request that could not be verified */
async function receive(key: string, headers: Record<string, string>, body: string): Promise<string> {
  const request = new Request(`http://tidings.test/api/webhooks/${key}`, { method: "POST", headers, body });
  const response = await stack.runtime.doors.webhook(request, null);
  expect(response.status).toBe(401);
  return response.headers.get("tidings-receipt-id") ?? "";
}

/** Zoom and Slack sign alike, under other names. */
function versioned(prefix: "x-slack-" | "x-zm-", body: string): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", RIGHT).update(`v0:${at}:${body}`).digest("hex");
  return {
    "content-type": "application/json",
    [`${prefix}signature`]: `v0=${signature}`,
    [`${prefix}request-timestamp`]: at,
  };
}

async function receiptOf(receiptId: string) {
  const [receipt] = await ctx.db.sql`
    select outcome, reason, (select count(*)::int from receipt_items where receipt_id = receipts.id) as items
    from receipts where id = ${receiptId}`;
  return receipt;
}

const ANSWERED = { outcome: "answered", reason: null, items: 0 };

test.each([
  ["slack", "x-slack-", '{"type":"url_verification","challenge":"abc","token":"t"}'],
  ["zoom", "x-zm-", '{"event":"endpoint.url_validation","payload":{"plainToken":"abc"}}'],
] as const)("a question of %s that is genuine after all is no event", async (preset, prefix, body) => {
  const id = await addSource(preset, preset, WRONG);
  const receiptId = await receive(preset, versioned(prefix, body), body);
  await rotateSecret({ ctx, input: { id, secret: RIGHT } });
  expect(await reverifyReceipts({ ctx, input: { receiptIds: [receiptId] } })).toEqual([
    { receiptId, outcome: "answered" },
  ]);
  expect(await receiptOf(receiptId)).toEqual(ANSWERED);
  expect(await ctx.db.sql`select action, after from audit_entries where entity_id = ${receiptId}`).toEqual([
    { action: "receipt.reverified", after: { outcome: "answered" } },
  ]);
});

test("a question that is trusted is no event either", async () => {
  await addSource("trusted", "slack", WRONG);
  const body = '{"type":"url_verification","challenge":"abc"}';
  const receiptId = await receive("trusted", versioned("x-slack-", body), body);
  const input = { receiptIds: [receiptId], trust: true };
  expect(await reverifyReceipts({ ctx, input })).toEqual([{ receiptId, outcome: "answered" }]);
  expect(await receiptOf(receiptId)).toEqual(ANSWERED);
});

/** Amazon's question whether the subscription is wanted, as it is signed. */
function subscription(subscribeUrl: string): string {
  const fields: Record<string, string> = {
    Message: "You have chosen to subscribe.",
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    SubscribeURL: subscribeUrl,
    Timestamp: new Date().toISOString(),
    Token: "2336412f",
    TopicArn: TOPIC,
    Type: "SubscriptionConfirmation",
  };
  const text = Object.entries(fields).map(([name, value]) => `${name}\n${value}\n`);
  const Signature = sign("sha1", Buffer.from(text.join("")), SNS_PRIVATE_KEY).toString("base64");
  const SigningCertURL = `${SNS}/SimpleNotificationService-${crypto.randomUUID()}.pem`;
  return JSON.stringify({ ...fields, SignatureVersion: "1", Signature, SigningCertURL });
}

/** The door's own tools would ask Amazon: the receipt is written as the door writes one that it could not verify. */
async function keep(sourceId: string, key: string, body: string): Promise<string> {
  const id = ctx.newId();
  await ctx.db.sql`
    insert into receipts (id, received_at, door, source_id, source_key, method, path, headers, body, body_bytes,
      status, outcome, reason)
    values (${id}, now(), 'webhook', ${sourceId}, ${key}, 'POST', ${`/api/webhooks/${key}`},
      ${JSON.stringify({ "content-type": "text/plain" })}::jsonb, ${Buffer.from(body)}, ${body.length}, 401,
      'quarantined', 'bad_signature')`;
  return id;
}

test("a subscription of Amazon SNS is confirmed when it is found to be genuine", async () => {
  const id = await addSource("sns", "aws_sns", TOPIC);
  const receiptId = await keep(id, "sns", subscription(SUBSCRIBE_URL));
  expect(await reverifyReceipts({ ctx, input: { receiptIds: [receiptId] } })).toEqual([
    { receiptId, outcome: "answered" },
  ]);
  expect(asked.at(-1)).toBe(SUBSCRIBE_URL);
  expect(await receiptOf(receiptId)).toEqual(ANSWERED);
});

test("a subscription that would be confirmed elsewhere stays where it is", async () => {
  const id = await addSource("sns-elsewhere", "aws_sns", TOPIC);
  const receiptId = await keep(id, "sns-elsewhere", subscription("https://example.com/confirm"));
  expect(await reverifyReceipts({ ctx, input: { receiptIds: [receiptId] } })).toMatchObject([
    { outcome: "refused", refusal: { reason: "bad_credentials" } },
  ]);
  expect(asked.filter((url) => url.includes("example.com"))).toEqual([]);
  expect(await receiptOf(receiptId)).toMatchObject({ outcome: "quarantined" });
});
