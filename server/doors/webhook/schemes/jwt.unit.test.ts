import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { describeScheme, toSigned } from "#e2e/support/scheme-contract.ts";
import type { VerificationSettings } from "#schemas/verification-settings.ts";
import { jwt } from "./jwt.ts";
import type { Reading } from "./scheme.ts";

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const PAIRS = {
  secret: generateKeyPairSync("ed25519"),
  otherSecret: generateKeyPairSync("ed25519"),
};

function keySet(...keys: readonly object[]): string {
  return JSON.stringify({ keys });
}

function jwkOf({ publicKey }: Pair, more: object = {}): object {
  return { ...publicKey.export({ format: "jwk" }), ...more };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

async function sign(
  payload: JWTPayload,
  key: KeyObject,
  header: { alg: string; kid?: string },
): Promise<string> {
  return await new SignJWT(payload).setProtectedHeader(header).sign(key);
}

const common = {
  preset: "jwt",
  scheme: jwt,
  secret: keySet(jwkOf(PAIRS.secret)),
  otherSecret: keySet(jwkOf(PAIRS.otherSecret)),
  signsTime: true,
  ignoresBody: true,
} as const;

describeScheme({
  ...common,
  signatureHeader: "authorization",
  sign: async ({ with: name, at }) => {
    const token = await sign({ iat: seconds(at) }, PAIRS[name].privateKey, { alg: "EdDSA" });
    return { headers: { authorization: `Bearer ${token}` }, body: "{}" };
  },
});

/** From the beginning of its time to the end of it is no time at all, so the tolerance is what there is. */
describeScheme({
  ...common,
  settings: { jwt: { header: "x-token", issuer: "https://issuer.example", audience: "tidings" } },
  signatureHeader: "x-token",
  sign: async ({ with: name, at }) => {
    const payload = {
      nbf: seconds(at),
      exp: seconds(at),
      iss: "https://issuer.example",
      aud: ["other", "tidings"],
    };
    return {
      headers: { "x-token": await sign(payload, PAIRS[name].privateKey, { alg: "EdDSA" }) },
      body: "{}",
    };
  },
});

const NOW = seconds(new Date("2026-03-15T10:00:00Z"));

async function read(token: string, settings: Partial<VerificationSettings> = {}): Promise<Reading> {
  const request = toSigned({ headers: { authorization: `Bearer ${token}` }, body: "{}" });
  const tools = { fetchText: () => Promise.reject(new Error("Keys are never fetched.")) };
  return await jwt.read(request, { toleranceSeconds: 300, ...settings }, tools);
}

async function isVerified(
  token: string,
  secret: string,
  settings: Partial<VerificationSettings> = {},
): Promise<boolean> {
  const reading = await read(token, settings);
  return reading.outcome === "claims" && reading.claim.matches(secret);
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const p521 = generateKeyPairSync("ec", { namedCurve: "P-521" });

describe("algorithms", () => {
  test.each([
    ["RS256", rsa],
    ["RS384", rsa],
    ["RS512", rsa],
    ["PS256", rsa],
    ["PS384", rsa],
    ["PS512", rsa],
    ["ES256", p256],
    ["ES384", p384],
    ["ES512", p521],
    ["EdDSA", PAIRS.secret],
    ["Ed25519", PAIRS.secret],
  ])("%s is verified", async (alg, pair) => {
    const token = await sign({ iat: NOW }, pair.privateKey, { alg });
    expect(await isVerified(token, keySet(jwkOf(pair)))).toBe(true);
    expect(await isVerified(token, keySet(jwkOf(pair, { alg })))).toBe(true);
    expect(await isVerified(token, keySet(jwkOf(pair, { alg: "another" })))).toBe(false);
  });

  test("a shared key in the set is for HMAC alone", async () => {
    const bytes = randomBytes(64);
    const shared = { kty: "oct", k: bytes.toString("base64url") };
    const token = await new SignJWT({ iat: NOW }).setProtectedHeader({ alg: "HS256" }).sign(bytes);
    expect(await isVerified(token, keySet(shared))).toBe(true);
    expect(await isVerified(token, keySet({ ...shared, alg: "HS512" }))).toBe(false);
  });

  test("a public key is not taken for a shared one", async () => {
    const pem = rsa.publicKey.export({ format: "pem", type: "spki" });
    const token = await new SignJWT({ iat: NOW }).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(pem));
    expect(await isVerified(token, keySet(jwkOf(rsa)))).toBe(false);
  });

  test.each(["none", "NONE", "toString", "__proto__", ""])("%j is none", async (alg) => {
    const unsecured = new UnsecuredJWT({ iat: NOW }).encode();
    const header = Buffer.from(JSON.stringify({ alg })).toString("base64url");
    for (const signature of ["", "AA"]) {
      const token = [header, unsecured.split(".")[1], signature].join(".");
      expect(await isVerified(token, keySet(jwkOf(rsa)))).toBe(false);
    }
  });

  test("a weak key is not used", async () => {
    const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const input = await sign({ iat: NOW }, rsa.privateKey, { alg: "RS256" });
    const [head, payload] = input.split(".");
    const { sign: signWith } = await import("node:crypto");
    const signature = signWith("sha256", Buffer.from(`${head}.${payload}`), weak.privateKey).toString(
      "base64url",
    );
    expect(await isVerified(`${head}.${payload}.${signature}`, keySet(jwkOf(weak)))).toBe(false);
  });
});

describe("keys", () => {
  test("the token's key id chooses among them", async () => {
    const token = await sign({ iat: NOW }, p256.privateKey, { alg: "ES256", kid: "new" });
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(await isVerified(token, keySet(jwkOf(other, { kid: "old" }), jwkOf(p256, { kid: "new" })))).toBe(
      true,
    );
    expect(await isVerified(token, keySet(jwkOf(other, { kid: "old" }), jwkOf(p256)))).toBe(true);
    expect(await isVerified(token, keySet(jwkOf(other, { kid: "new" }), jwkOf(p256, { kid: "old" })))).toBe(
      false,
    );
  });

  test("keys for something else are passed over", async () => {
    const token = await sign({ iat: NOW }, p256.privateKey, { alg: "ES256" });
    expect(await isVerified(token, keySet(jwkOf(p256, { use: "sig", key_ops: ["verify"] })))).toBe(true);
    expect(await isVerified(token, keySet(jwkOf(p256, { use: "enc" })))).toBe(false);
    expect(await isVerified(token, keySet(jwkOf(p256, { key_ops: ["encrypt"] })))).toBe(false);
  });

  test("one key alone will do", async () => {
    const token = await sign({ iat: NOW }, p256.privateKey, { alg: "ES256" });
    expect(await isVerified(token, JSON.stringify(jwkOf(p256)))).toBe(true);
  });

  test.each([
    "",
    "{}",
    "[]",
    "null",
    '{"keys":{}}',
    '{"keys":[null,5,{}]}',
    '{"keys":[{"kty":"RSA","n":"!","e":5}]}',
  ])("%j are none", async (secret) => {
    const token = await sign({ iat: NOW }, rsa.privateKey, { alg: "RS256" });
    expect(await isVerified(token, secret)).toBe(false);
  });
});

describe("what a token says", () => {
  const claimed = async (payload: JWTPayload, settings: Partial<VerificationSettings> = {}) =>
    await read(await sign(payload, p256.privateKey, { alg: "ES256" }), settings);

  test("times", async () => {
    const claim = { notBeforeMs: NOW * 1000, expiresAtMs: (NOW + 60) * 1000, signedAtMs: null };
    expect(await claimed({ iat: NOW, nbf: NOW - 5, exp: NOW + 60 })).toMatchObject({
      outcome: "claims",
      claim,
    });
  });

  test.each([
    ["no time at all", {}, undefined],
    ["only a time before which it is not good", { nbf: NOW }, undefined],
    ["another issuer", { iat: NOW, iss: "b" }, { header: "authorization", issuer: "a" }],
    ["no issuer", { iat: NOW }, { header: "authorization", issuer: "a" }],
    ["another audience", { iat: NOW, aud: ["b"] }, { header: "authorization", audience: "a" }],
    ["no audience", { iat: NOW }, { header: "authorization", audience: "a" }],
  ])("%s is refused", async (_case, payload, settings) => {
    expect((await claimed(payload, settings && { jwt: settings })).outcome).toBe("malformed");
  });

  test.each([
    ["an extension that it insists on", { alg: "ES256", crit: ["b64"] }, { iat: NOW }],
    ["no algorithm", {}, { iat: NOW }],
    ["a time that is text", { alg: "ES256" }, { exp: "tomorrow" }],
    ["a payload that is no object", { alg: "ES256" }, [NOW]],
  ])("%s is refused", async (_case, header, payload) => {
    const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
    expect((await read(`${encode(header)}.${encode(payload)}.AAAA`)).outcome).toBe("malformed");
  });

  test.each(["a.b", "a.b.c", "....", "e30.e30.AA.AA", ".."])("%j is no token", async (token) => {
    expect((await read(token)).outcome).toBe("malformed");
  });

  test("a token with one part too many is none", async () => {
    const token = await sign({ iat: NOW }, p256.privateKey, { alg: "ES256" });
    expect([(await read(token)).outcome, (await read(`${token}.AA`)).outcome]).toEqual([
      "claims",
      "malformed",
    ]);
  });
});
