import { Signature } from "@hubspot/api-client";
import { expect, test } from "vitest";
import { CONTRACT_URL, describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { hubspot } from "./hubspot.ts";

const BODY = '[{"eventId":1,"subscriptionType":"contact.creation","occurredAt":1564113600000}]';
const SECRETS = { secret: "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", otherSecret: "another client secret" };

function sign(clientSecret: string, at: Date, url = CONTRACT_URL, method = "POST"): SentRequest {
  const timestamp = at.getTime();
  const options = { signature: "", clientSecret, requestBody: BODY, url, timestamp };
  const signature = Signature.getSignature(method, "v3", options);
  return {
    method,
    headers: { "x-hubspot-signature-v3": signature, "x-hubspot-request-timestamp": `${timestamp}` },
    body: BODY,
  };
}

describeScheme({
  preset: "hubspot",
  scheme: hubspot,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "x-hubspot-signature-v3",
  sign: ({ with: name, at }) => sign(SECRETS[name], at),
});

test("of the URL, HubSpot's list of characters is decoded and nothing else", async () => {
  const base = "https://tidings.example/api/webhooks/hubspot";
  const sent = `${base}?all=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B&small=%2f&kept=%20%26%3D%25%C3%A4`;
  const signed = `${base}?all=:/?@!$'()*,;&small=/&kept=%20%26%3D%25%C3%A4`;
  const request = { ...sign(SECRETS.secret, new Date(), signed), url: sent };
  expect(await isSignedWith(hubspot, request, SECRETS.secret)).toBe(true);
});

test("a request with another URL, another method or an unreadable time is refused", async () => {
  const request = sign(SECRETS.secret, new Date());
  const timestamp = request.headers["x-hubspot-request-timestamp"] ?? "";
  const seconds = { ...request.headers, "x-hubspot-request-timestamp": timestamp.slice(0, -3) };
  expect(await isSignedWith(hubspot, request, SECRETS.secret)).toBe(true);
  for (const changed of [{ url: `${CONTRACT_URL}2` }, { method: "PUT" }, { headers: seconds }]) {
    expect(await isSignedWith(hubspot, { ...request, ...changed }, SECRETS.secret)).toBe(false);
  }
});
