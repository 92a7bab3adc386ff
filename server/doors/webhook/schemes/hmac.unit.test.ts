import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CONTRACT_URL, describeScheme, type SentRequest, toSigned } from "#e2e/support/scheme-contract.ts";
import { type HmacSettings, hmacSettings } from "#schemas/verification-settings.ts";
import { hmac } from "./hmac.ts";

const BODY = '{"id":"1","type":"order.paid"}';
const SECRETS = { secret: "It's a secret", otherSecret: "another secret" };

function digest(settings: HmacSettings, secret: string, signed: string): string {
  return createHmac(settings.algorithm, secret).update(signed).digest(settings.encoding);
}

const plain = hmacSettings.parse({ header: "X-Signature" });

describeScheme({
  preset: "hmac",
  scheme: hmac,
  settings: { hmac: plain },
  ...SECRETS,
  signsTime: false,
  signatureHeader: "x-signature",
  sign: ({ with: name }) => ({ headers: { "x-signature": digest(plain, SECRETS[name], BODY) }, body: BODY }),
});

const timed = hmacSettings.parse({
  header: "X-Signature",
  algorithm: "sha512",
  encoding: "base64url",
  headerTemplate: "t={timestamp},v1={signature}",
  signedTemplate: "{timestamp}.{body}",
});

describeScheme({
  preset: "hmac",
  scheme: hmac,
  settings: { hmac: timed },
  ...SECRETS,
  signsTime: true,
  signatureHeader: "x-signature",
  sign: ({ with: name, at }) => {
    const timestamp = Math.floor(at.getTime() / 1000);
    const signature = digest(timed, SECRETS[name], `${timestamp}.${BODY}`);
    return { headers: { "x-signature": `t=${timestamp},v1=${signature}` }, body: BODY };
  },
});

const ownTime = hmacSettings.parse({
  header: "X-Signature",
  algorithm: "sha1",
  encoding: "base64",
  headerTemplate: "sha1={signature}",
  signedTemplate: "{method}\n{url}\n{path}\n{header:X-Id}\n{timestamp}\n{body}",
  timestampHeader: "X-Time",
});

describeScheme({
  preset: "hmac",
  scheme: hmac,
  settings: { hmac: ownTime },
  ...SECRETS,
  signsTime: true,
  signatureHeader: "x-signature",
  sign: ({ with: name, at }) => {
    const path = "/api/webhooks/contract?to=us";
    const signed = ["POST", CONTRACT_URL, path, "id", at.toISOString(), BODY].join("\n");
    const signature = `sha1=${digest(ownTime, SECRETS[name], signed)}`;
    return { headers: { "x-signature": signature, "x-time": at.toISOString(), "x-id": "id" }, body: BODY };
  },
});

async function isVerified(settings: HmacSettings | undefined, request: SentRequest): Promise<boolean> {
  const tools = { fetchText: () => Promise.reject(new Error("Nothing is fetched.")) };
  const given = { toleranceSeconds: 300, ...(settings && { hmac: settings }) };
  const reading = await hmac.read(toSigned(request), given, tools);
  return reading.outcome === "claims" && reading.claim.matches(SECRETS.secret);
}

describe("what a generic HMAC refuses", () => {
  const withHeader = hmacSettings.parse({ header: "x-signature", signedTemplate: "{header:x-id}.{body}" });

  test("a header that shifts what is signed", async () => {
    const signature = digest(withHeader, SECRETS.secret, `id.1.${BODY}`);
    const body = (id: string, text: string) => ({
      headers: { "x-signature": signature, "x-id": id },
      body: text,
    });
    expect(await isVerified(withHeader, body("id", `1.${BODY}`))).toBe(true);
    expect(await isVerified(withHeader, body("id.1", BODY))).toBe(false);
  });

  test("a signed header that is not there", async () => {
    const signature = digest(withHeader, SECRETS.secret, `.${BODY}`);
    expect(await isVerified(withHeader, { headers: { "x-signature": signature }, body: BODY })).toBe(false);
  });

  test.each(["", "soon", "1773568800.5", "177356880", "2026-03-15"])("the time %j", async (time) => {
    const settings = { ...plain, timestampHeader: "x-time" };
    const headers = { "x-signature": digest(settings, SECRETS.secret, BODY), "x-time": time };
    expect(await isVerified(settings, { headers, body: BODY })).toBe(false);
    expect(await isVerified(settings, { headers: { ...headers, "x-time": "1773568800" }, body: BODY })).toBe(
      true,
    );
  });

  test("settings that are not there, or cannot be read", async () => {
    const request = { headers: { "x-signature": digest(plain, SECRETS.secret, BODY) }, body: BODY };
    expect(await isVerified(plain, request)).toBe(true);
    expect(await isVerified(undefined, request)).toBe(false);
    expect(await isVerified({ ...plain, headerTemplate: "{signature" }, request)).toBe(false);
    expect(await isVerified({ ...plain, signedTemplate: "{nothing}" }, request)).toBe(false);
  });
});

test("the whole header must be as its template has it", async () => {
  const settings = hmacSettings.parse({ header: "x-signature", headerTemplate: "[{signature}]" });
  const signature = digest(settings, SECRETS.secret, BODY);
  for (const [written, expected] of [
    [`[${signature}]`, true],
    [`[${signature}]x`, false],
    [`x[${signature}]`, false],
    [`[${signature}`, false],
  ] as const) {
    expect(await isVerified(settings, { headers: { "x-signature": written }, body: BODY })).toBe(expected);
  }
});

test("base64url is right with its padding and without", async () => {
  const settings = hmacSettings.parse({ header: "x-signature", encoding: "base64url" });
  const signature = digest(settings, SECRETS.secret, BODY);
  for (const [written, expected] of [
    [signature, true],
    [`${signature}=`, true],
    [`${signature}==`, false],
  ] as const) {
    expect(await isVerified(settings, { headers: { "x-signature": written }, body: BODY })).toBe(expected);
  }
});

test("a header's bytes beyond ASCII are signed as they were sent", async () => {
  const settings = hmacSettings.parse({ header: "x-signature", signedTemplate: "ü{header:x-id}.{body}" });
  const signature = digest(settings, SECRETS.secret, `ügrüße.${BODY}`);
  expect(
    await isVerified(settings, { headers: { "x-signature": signature, "x-id": "grüße" }, body: BODY }),
  ).toBe(true);
});
