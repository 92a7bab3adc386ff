import { createHmac } from "node:crypto";
import { LinearWebhookClient } from "@linear/sdk/webhooks";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { linear } from "./linear.ts";

const SECRETS = { secret: "lin_wh_0123456789abcdefABCDEF", otherSecret: "lin_wh_another" };

function signBody(secret: string, body: string): SentRequest {
  return { headers: { "linear-signature": createHmac("sha256", secret).update(body).digest("hex") }, body };
}

function sign(secret: string, at: Date): SentRequest {
  return signBody(secret, `{"webhookTimestamp":${at.getTime()},"action":"create","type":"Issue"}`);
}

describeScheme({
  preset: "linear",
  scheme: linear,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "linear-signature",
  sign: ({ with: name, at }) => sign(SECRETS[name], at),
});

test("Linear's own library takes what these tests sign for Linear's", () => {
  const { headers, body } = sign(SECRETS.secret, new Date());
  const verify = (secret: string) =>
    new LinearWebhookClient(secret).verify(Buffer.from(body), headers["linear-signature"] ?? "");
  expect(verify(SECRETS.secret)).toBe(true);
  expect(() => verify(SECRETS.otherSecret)).toThrow("Invalid webhook signature");
});

test("a body that says no time, or is no JSON, is refused however well it is signed", async () => {
  const bodies = [
    "",
    "[",
    "null",
    "{}",
    '{"webhookTimestamp":"1700000000000"}',
    '{"webhookTimestamp":1e999}',
  ];
  for (const body of bodies) {
    expect([body, await isSignedWith(linear, signBody(SECRETS.secret, body), SECRETS.secret)]).toEqual([
      body,
      false,
    ]);
  }
});
