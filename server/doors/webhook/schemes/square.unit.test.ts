import { createHmac } from "node:crypto";
import { WebhooksHelper } from "square";
import { expect, test } from "vitest";
import { CONTRACT_URL, describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { square } from "./square.ts";

const BODY = '{"merchant_id":"MLEFBHHSJGVHD","type":"payment.updated","event_id":"ac3ac95b"}';
const SECRETS = { secret: "qfjakbt2uWB8DKAMECF-EA", otherSecret: "another signature key" };
const HEADER = "x-square-hmacsha256-signature";

function sign(secret: string): SentRequest {
  const signature = createHmac("sha256", secret).update(`${CONTRACT_URL}${BODY}`).digest("base64");
  return { headers: { [HEADER]: signature }, body: BODY };
}

describeScheme({
  preset: "square",
  scheme: square,
  ...SECRETS,
  signsTime: false,
  signatureHeader: HEADER,
  sign: ({ with: name }) => sign(SECRETS[name]),
});

test("Square's own library takes what these tests sign for Square's", async () => {
  const verify = (signatureKey: string) =>
    WebhooksHelper.verifySignature({
      requestBody: BODY,
      signatureHeader: sign(SECRETS.secret).headers[HEADER] ?? "",
      signatureKey,
      notificationUrl: CONTRACT_URL,
    });
  expect(await verify(SECRETS.secret)).toBe(true);
  expect(await verify(SECRETS.otherSecret)).toBe(false);
});

test("a request for another URL is refused", async () => {
  const request = { ...sign(SECRETS.secret), url: CONTRACT_URL.replace("to=us", "to=me") };
  expect(await isSignedWith(square, request, SECRETS.secret)).toBe(false);
});
