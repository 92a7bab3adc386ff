import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { configurationOf } from "#schemas/preset.ts";
import { mailgun } from "./mailgun.ts";

const TOKEN = "e0b5477167110d68991efc6b9f89f0a11066af27834600e123";
const SECRETS = { secret: "key-2e50b2fb4a4d5cb7c5be4a3e0a3c6a2b", otherSecret: "another signing key" };

interface Payload {
  readonly signature: { readonly signature: string } & Readonly<Record<string, unknown>>;
  readonly "event-data": unknown;
}

function hmac(secret: string, timestamp: string): string {
  return createHmac("sha256", secret).update(`${timestamp}${TOKEN}`).digest("hex");
}

function send(signature: Payload["signature"]): SentRequest {
  return { headers: {}, body: JSON.stringify({ signature, "event-data": { event: "opened" } }) };
}

function change(request: SentRequest, changed: (signature: string) => string | null): SentRequest {
  const { signature }: Payload = JSON.parse(request.body);
  const value = changed(signature.signature);
  return value === null
    ? { ...request, body: '{"event-data":{}}' }
    : send({ ...signature, signature: value });
}

const secondsOf = (at: Date) => `${Math.floor(at.getTime() / 1000)}`;

describeScheme({
  preset: "mailgun",
  scheme: mailgun,
  ...SECRETS,
  signsTime: true,
  signatureHeader: null,
  withSignature: change,
  ignoresBody: true,
  sign: ({ with: name, at }) => {
    const timestamp = secondsOf(at);
    return send({ token: TOKEN, timestamp, signature: hmac(SECRETS[name], timestamp) });
  },
});

test("the signature of the account above a subaccount is as good", async () => {
  const timestamp = secondsOf(new Date());
  const request = send({
    token: TOKEN,
    timestamp,
    signature: hmac("the subaccount's", timestamp),
    "parent-signature": hmac(SECRETS.secret, timestamp),
  });
  expect(await isSignedWith(mailgun, request, SECRETS.secret)).toBe(true);
  expect(await isSignedWith(mailgun, request, SECRETS.otherSecret)).toBe(false);
});

test("a timestamp may be a number, but no digit can go over to it from the token", async () => {
  const timestamp = secondsOf(new Date());
  const signature = hmac(SECRETS.secret, timestamp);
  const asNumber = send({ token: TOKEN, timestamp: Number(timestamp), signature });
  expect(await isSignedWith(mailgun, asNumber, SECRETS.secret)).toBe(true);
  const shifted = send({
    token: `${timestamp.slice(-1)}${TOKEN}`,
    timestamp: timestamp.slice(0, -1),
    signature,
  });
  expect(await isSignedWith(mailgun, shifted, SECRETS.secret)).toBe(false);
});

test("bodies that are no such JSON are refused without an error", async () => {
  const bodies = [
    "",
    "[",
    "null",
    "5",
    '{"signature":5}',
    '{"signature":{"token":[],"timestamp":"1"}}',
    "[".repeat(100_000),
  ];
  for (const body of bodies)
    expect(await isSignedWith(mailgun, { headers: {}, body }, SECRETS.secret)).toBe(false);
});

test("a token is used up by its first event, so a replay with another body is none", () => {
  expect(configurationOf("mailgun", {}).mapping.eventId).toEqual(["{$.signature.token}"]);
});
