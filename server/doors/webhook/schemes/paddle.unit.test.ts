import { createHmac } from "node:crypto";
import { Environment, Paddle } from "@paddle/paddle-node-sdk";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { paddle } from "./paddle.ts";

const BODY = '{"event_id":"evt_01hv8x2acma2gz7he8kg2s0hna","event_type":"transaction.completed"}';
const SECRETS = { secret: "pdl_ntfset_01gkdqpm41q_x7Gq1eyr2zxkmOtpoe2bZ5", otherSecret: "pdl_ntfset_other" };

function sign(secret: string, at: Date): SentRequest {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = createHmac("sha256", secret).update(`${timestamp}:${BODY}`).digest("hex");
  return { headers: { "paddle-signature": `ts=${timestamp};h1=${signature}` }, body: BODY };
}

const headerOf = (request: SentRequest) => request.headers["paddle-signature"] ?? "";

describeScheme({
  preset: "paddle",
  scheme: paddle,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "paddle-signature",
  sign: ({ with: name, at }) => sign(SECRETS[name], at),
  join: (first, second) => {
    const signature = /h1=.*/.exec(headerOf(second))?.[0] ?? "";
    return { headers: { "paddle-signature": `${headerOf(first)};${signature}` }, body: BODY };
  },
});

test("Paddle's own library takes what these tests sign for Paddle's", async () => {
  const { webhooks } = new Paddle("an API key", { environment: Environment.sandbox });
  const header = headerOf(sign(SECRETS.secret, new Date()));
  expect(await webhooks.isSignatureValid(BODY, SECRETS.secret, header)).toBe(true);
  expect(await webhooks.isSignatureValid(BODY, SECRETS.otherSecret, header)).toBe(false);
});
