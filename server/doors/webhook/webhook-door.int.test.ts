import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createSource } from "#server/services/sources/create.ts";

const ORIGIN = "http://tidings.test";

const stack = sharedRuntime();

async function addSource(key: string, preset: string, secret: string): Promise<void> {
  const input = { key, name: key, preset, secret };
  const created = await createSource({ ctx: stack.ctx, input });
  if (created.outcome !== "created") throw new Error(created.outcome);
}

const send = (path: string, init: RequestInit) =>
  stack.runtime.doors.webhook(new Request(`${ORIGIN}/api/webhooks/${path}`, init), "127.0.0.1");

async function receiptOf(response: Response) {
  const id = response.headers.get("tidings-receipt-id") ?? "";
  const [receipt] = await stack.ctx.db.sql<{ outcome: string; headers: Record<string, string> }[]>`
    select outcome, headers from receipts where id = ${id}`;
  return receipt;
}

test("a forged message of Amazon SNS, with a certificate of nowhere, is refused and leaves a receipt", async () => {
  await addSource("sns", "aws_sns", "arn:aws:sns:eu-central-1:123456789012:orders");
  const message = {
    Type: "Notification",
    Message: "m",
    MessageId: "1",
    Timestamp: new Date().toISOString(),
    TopicArn: "arn:aws:sns:eu-central-1:999999999999:orders",
    SignatureVersion: "1",
    Signature: "AAAA",
    SigningCertURL: "https://sns.nowhere-1.amazonaws.com/x.pem",
  };
  const response = await send("sns", { method: "POST", body: JSON.stringify(message) });
  expect(response.status).toBe(401);
  expect(await receiptOf(response)).toMatchObject({ outcome: "quarantined" });
});

test("Meta's question is answered by the verify token, which is kept with the secret and nowhere else", async () => {
  await addSource("meta", "meta", "0123456789abcdef:meatyhamhock");
  const question = "meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
  const answered = await send(`${question}meatyhamhock`, { method: "GET" });
  expect([answered.status, await answered.text()]).toEqual([200, "1158201444"]);
  expect((await send(`${question}0123456789abcdef`, { method: "GET" })).status).toBe(403);
  const kept = await stack.ctx.db.sql`
    select (select jsonb_agg(s) from sources s) as sources, (select jsonb_agg(a) from audit_entries a) as audit,
      (select jsonb_agg(r) from receipts r) as receipts`;
  expect(JSON.stringify(kept)).not.toContain("meatyhamhock");
});

test("of a request to a source that there is not, no receipt keeps what may be a credential", async () => {
  const headers = { "x-shop-token": "a secret", "user-agent": "shop/1" };
  const response = await send("misspelt", { method: "POST", headers, body: "{}" });
  expect(response.status).toBe(404);
  expect(await receiptOf(response)).toMatchObject({
    headers: { "x-shop-token": "[redacted]", "user-agent": "shop/1" },
  });
});

test("a list of which nothing can be stored is kept when another mapping would fit an item of it", async () => {
  await addSource("hubspot", "hubspot", "a secret of HubSpot");
  const url = "http://localhost:3000/api/webhooks/hubspot";
  const body = '[{"n":1,"n":2},{"occurredAt":1}]';
  const timestamp = Date.now().toString();
  const signature = createHmac("sha256", "a secret of HubSpot")
    .update(`POST${url}${body}${timestamp}`)
    .digest("base64");
  const headers = {
    "content-type": "application/json",
    "x-hubspot-signature-v3": signature,
    "x-hubspot-request-timestamp": timestamp,
  };
  const response = await send("hubspot", { method: "POST", headers, body });
  expect(response.status).toBe(202);
  expect(await receiptOf(response)).toMatchObject({ outcome: "quarantined" });
});
