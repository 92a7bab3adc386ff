import { createHash, createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createSigner, httpbis } from "http-message-signatures";
import { describe, expect, test } from "vitest";
import { CONTRACT_URL, describeScheme, type SentRequest, toSigned } from "#e2e/support/scheme-contract.ts";
import type { VerificationSettings } from "#schemas/verification-settings.ts";
import { httpSignature } from "./http-signature.ts";
import { MAX_SIGNATURES } from "./limits.ts";
import type { Reading } from "./scheme.ts";

const BODY = '{"id":"1","type":"order.paid"}';
const AT = new Date("2026-03-15T10:00:00Z");
const FIELDS = [
  "@method",
  "@target-uri",
  "@authority",
  "@scheme",
  "@path",
  "@query",
  "content-type",
  "content-digest",
];

interface Signing {
  readonly key: string | KeyObject;
  readonly algorithm: string;
  readonly at?: Date;
  readonly label?: string;
  readonly fields?: readonly string[];
  readonly expires?: Date;
  readonly params?: readonly string[];
}

function digestOf(body: string): string {
  return `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
}

/** Signed by the library of http-message-signatures. */
async function send({
  key,
  algorithm,
  at = AT,
  label = "sig",
  fields = FIELDS,
  expires,
  params,
}: Signing): Promise<SentRequest> {
  const request = {
    method: "POST",
    url: CONTRACT_URL,
    headers: { "Content-Type": "application/json", "Content-Digest": digestOf(BODY) },
  };
  const signed = await httpbis.signMessage(
    {
      key: createSigner(key, algorithm, "key-1"),
      name: label,
      fields: [...fields],
      params: [...(params ?? ["created", "keyid", "alg", ...(expires ? ["expires"] : [])])],
      paramValues: { created: at, ...(expires && { expires }) },
    },
    request,
  );
  const headers = Object.entries(signed.headers).map(([name, value]) => [name, String(value)] as const);
  return { headers: Object.fromEntries(headers), body: BODY };
}

function join(first: SentRequest, second: SentRequest): SentRequest {
  const headers = Object.keys(second.headers).filter((name) => /^signature/i.test(name));
  const joined = headers.map((name) => [
    name,
    `${first.headers[name]}, ${relabel(second.headers[name] ?? "", labelCount(first.headers[name] ?? "") + 1)}`,
  ]);
  return { ...second, headers: { ...second.headers, ...Object.fromEntries(joined) } };
}

function labelCount(value: string): number {
  return value.match(/\bsig(?:-\d+)?=/g)?.length ?? 0;
}

function relabel(value: string, number: number): string {
  return value.replace(/^sig=/, `sig-${number}=`);
}

function pem(key: KeyObject): string {
  return key.export({ format: "pem", type: "spki" }).toString();
}

function jwk(key: KeyObject, more: object = {}): string {
  return JSON.stringify({ ...key.export({ format: "jwk" }), ...more });
}

const SHARED = { secret: "a shared secret", otherSecret: "another shared secret" };
const ED25519 = { secret: generateKeyPairSync("ed25519"), otherSecret: generateKeyPairSync("ed25519") };
const common = {
  preset: "http_signature",
  scheme: httpSignature,
  signsTime: true,
  signatureHeader: "signature",
  join,
} as const;

describeScheme({
  ...common,
  ...SHARED,
  sign: ({ with: name, at }) => send({ key: SHARED[name], algorithm: "hmac-sha256", at }),
});

describeScheme({
  ...common,
  secret: pem(ED25519.secret.publicKey),
  otherSecret: jwk(ED25519.otherSecret.publicKey),
  sign: ({ with: name, at }) => send({ key: ED25519[name].privateKey, algorithm: "ed25519", at }),
});

async function read(request: SentRequest, settings: Partial<VerificationSettings> = {}): Promise<Reading> {
  const tools = { fetchText: () => Promise.reject(new Error("Keys are never fetched.")) };
  return await httpSignature.read(toSigned(request), { toleranceSeconds: 300, ...settings }, tools);
}

async function isVerified(request: SentRequest, secret: string): Promise<boolean> {
  const reading = await read(request);
  return reading.outcome === "claims" && reading.claim.matches(secret);
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });

describe("algorithms", () => {
  const ALGORITHMS = [
    ["rsa-pss-sha512", rsa, "PS512"],
    ["rsa-v1_5-sha256", rsa, "RS256"],
    ["ecdsa-p256-sha256", p256, "ES256"],
    ["ecdsa-p384-sha384", p384, "ES384"],
    ["ed25519", ED25519.secret, "EdDSA"],
  ] as const;

  test.each(ALGORITHMS)(
    "%s is verified with its key as PEM and as JWK",
    async (algorithm, { privateKey, publicKey }, alg) => {
      const request = await send({ key: privateKey, algorithm });
      expect(await isVerified(request, pem(publicKey))).toBe(true);
      expect(await isVerified(request, jwk(publicKey, { alg }))).toBe(true);
      expect(await isVerified(request, jwk(publicKey, { alg: "another" }))).toBe(false);
      const unnamed = await send({ key: privateKey, algorithm, params: ["created"] });
      expect(await isVerified(unnamed, pem(publicKey))).toBe(true);
    },
  );

  test("the request cannot choose another than the key's", async () => {
    const asShared = await send({ key: pem(rsa.publicKey), algorithm: "hmac-sha256" });
    expect(await isVerified(asShared, pem(rsa.publicKey))).toBe(false);
    const unnamed = await send({ key: pem(rsa.publicKey), algorithm: "hmac-sha256", params: ["created"] });
    expect(await isVerified(unnamed, pem(rsa.publicKey))).toBe(false);
    const pss = await send({ key: rsa.privateKey, algorithm: "rsa-pss-sha512" });
    expect(await isVerified(pss, jwk(rsa.publicKey, { alg: "RS256" }))).toBe(false);
  });

  test("a private key is no secret of a source", async () => {
    const request = await send({ key: p256.privateKey, algorithm: "ecdsa-p256-sha256" });
    expect(
      await isVerified(request, p256.privateKey.export({ format: "pem", type: "pkcs8" }).toString()),
    ).toBe(false);
  });
});

describe("what a signature must cover and say", () => {
  const shared = { key: SHARED.secret, algorithm: "hmac-sha256" };

  test("the Content-Digest", async () => {
    const reading = await read(await send({ ...shared, fields: ["@method"] }));
    expect(reading).toEqual({
      outcome: "malformed",
      message: "The signature does not cover content-digest.",
    });
  });

  test("what the source requires", async () => {
    const request = await send({ ...shared, fields: ["content-digest", "@method"] });
    expect((await read(request, { requiredComponents: ["@method"] })).outcome).toBe("claims");
    const reading = await read(request, { requiredComponents: ["@method", "Content-Type"] });
    expect(reading).toEqual({ outcome: "malformed", message: "The signature does not cover Content-Type." });
  });

  test("when it was made", async () => {
    expect((await read(await send({ ...shared, params: ["keyid"] }))).outcome).toBe("malformed");
  });

  test("its end is kept to", async () => {
    const expires = new Date(AT.getTime() + 5_000);
    const reading = await read(await send({ ...shared, expires }));
    expect(reading).toMatchObject({ claim: { signedAtMs: AT.getTime(), expiresAtMs: expires.getTime() } });
  });

  test("all signatures must be in time, for nobody knows yet which is right", async () => {
    const old = await send({ ...shared, at: new Date(1_000) });
    const reading = await read(join(old, await send(shared)));
    expect(reading).toMatchObject({ claim: { signedAtMs: 1_000, notBeforeMs: AT.getTime() } });
  });

  test("a digest of the body", async () => {
    const request = await send(shared);
    for (const digest of ["", "sha-256", "sha-256=1", "md5=:AAAA:", "sha-256=:AAAA:", digestOf("other")]) {
      const base = [
        `"content-digest": ${digest}`,
        '"@signature-params": ("content-digest");created=1773568800',
      ];
      const signature = createHmac("sha256", SHARED.secret).update(base.join("\n")).digest("base64");
      const headers = {
        "content-digest": digest,
        "signature-input": 'sig=("content-digest");created=1773568800',
        signature: `sig=:${signature}:`,
      };
      expect([digest, await isVerified({ ...request, headers }, SHARED.secret)]).toEqual([digest, false]);
    }
  });
});

test("only so many signatures are looked at", async () => {
  const { headers, body } = await send({ key: SHARED.secret, algorithm: "hmac-sha256" });
  const [input, signature] = [headers["Signature-Input"], headers.Signature];
  for (const [others, expected] of [
    [MAX_SIGNATURES - 1, true],
    [MAX_SIGNATURES, false],
  ] as const) {
    const labels = Array.from({ length: others }, (_, index) => `other${index}`);
    const inputs = [...labels.map((label) => `${label}=("content-digest");created=1773568800`), input];
    const signatures = [...labels.map((label) => `${label}=:AAAA:`), signature];
    const many = { "Signature-Input": inputs.join(", "), Signature: signatures.join(", ") };
    expect(await isVerified({ headers: { ...headers, ...many }, body }, SHARED.secret)).toBe(expected);
  }
});

test.each([
  ["sig", "sig=:AAAA:"],
  ['sig=("content-digest")', "sig=1"],
  ['sig=("content-digest");created=1', "other=:AAAA:"],
  ['sig=("content-digest" "content-digest");created=1', "sig=:AAAA:"],
  ['sig=("content-digest" "no such name");created=1', "sig=:AAAA:"],
  ['sig=("content-digest" "@status");created=1', "sig=:AAAA:"],
  ['sig=("content-digest" "content-type";bs);created=1', "sig=:AAAA:"],
  ['sig=("content-digest" "@query-param";name="none");created=1', "sig=:AAAA:"],
  ['sig=("content-digest" token);created=1', "sig=:AAAA:"],
  ['sig=("content-digest");created=1.5', "sig=:AAAA:"],
  ['sig=("content-digest");created=1;expires="soon"', "sig=:AAAA:"],
  ['sig=("content-digest");created=1;alg=5', "sig=:AAAA:"],
  ["((((", "sig=:AAAA:"],
])("%s with %s is malformed", async (input, signature) => {
  const headers = {
    "content-digest": digestOf(BODY),
    "content-type": "a/b",
    "signature-input": input,
    signature,
  };
  expect((await read({ headers, body: BODY })).outcome).toBe("malformed");
});
