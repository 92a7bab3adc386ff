import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { gitlab } from "./gitlab.ts";

const BODY = '{"object_kind":"push","event_name":"push","ref":"refs/heads/main"}';
const ID = "f5e5f430-f57b-4e6e-9fac-d9128cd7232f";
const TOKENS = { secret: "a secret token", otherSecret: "another secret token" };
const SIGNING_TOKENS = {
  secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  otherSecret: `whsec_${Buffer.alloc(32, 8).toString("base64")}`,
};

function sign(secret: string, at: Date): SentRequest {
  return {
    headers: {
      "webhook-id": ID,
      "webhook-timestamp": `${Math.floor(at.getTime() / 1000)}`,
      "webhook-signature": new Webhook(secret).sign(ID, at, BODY),
    },
    body: BODY,
  };
}

function withToken(request: SentRequest, token: string): SentRequest {
  return { ...request, headers: { ...request.headers, "x-gitlab-token": token } };
}

const signatureOf = (request: SentRequest) => request.headers["webhook-signature"] ?? "";

describe("with a secret token", () => {
  describeScheme({
    preset: "gitlab",
    scheme: gitlab,
    ...TOKENS,
    signsTime: false,
    signatureHeader: "x-gitlab-token",
    ignoresBody: true,
    sign: ({ with: name }) => withToken({ headers: {}, body: BODY }, TOKENS[name]),
  });
});

describe("with a signing token", () => {
  describeScheme({
    preset: "gitlab",
    scheme: gitlab,
    ...SIGNING_TOKENS,
    signsTime: true,
    signatureHeader: "webhook-signature",
    sign: ({ with: name, at }) => sign(SIGNING_TOKENS[name], at),
    join: (first, second) => ({
      ...first,
      headers: { ...first.headers, "webhook-signature": `${signatureOf(first)} ${signatureOf(second)}` },
    }),
  });
});

describe("with both", () => {
  test("either is verified as what it is", async () => {
    const request = withToken(sign(SIGNING_TOKENS.secret, new Date()), TOKENS.secret);
    expect(await isSignedWith(gitlab, request, SIGNING_TOKENS.secret)).toBe(true);
    expect(await isSignedWith(gitlab, request, TOKENS.secret)).toBe(true);
    expect(await isSignedWith(gitlab, request, TOKENS.otherSecret)).toBe(false);
  });

  test("a signing token in the clear is no proof, and a broken signature is not made good by a token", async () => {
    const inClear = withToken({ headers: {}, body: BODY }, SIGNING_TOKENS.secret);
    expect(await isSignedWith(gitlab, inClear, SIGNING_TOKENS.secret)).toBe(false);
    const { "webhook-timestamp": _time, ...headers } = sign(SIGNING_TOKENS.secret, new Date()).headers;
    const broken = withToken({ headers, body: BODY }, TOKENS.secret);
    expect(await isSignedWith(gitlab, broken, TOKENS.secret)).toBe(false);
  });
});
