import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { WebhookPreset } from "#schemas/preset.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";

/** What the sender has, and what the source has: the same text, but for pairs of keys. */
interface Secrets {
  readonly senders: string;
  readonly sources: string;
}

function same(secret: string): Secrets {
  return { senders: secret, sources: secret };
}

export function pem(key: KeyObject): string {
  return key.export({ format: "pem", type: key.type === "private" ? "pkcs8" : "spki" }).toString();
}

const ed25519 = generateKeyPairSync("ed25519");
export const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const p521 = generateKeyPairSync("ec", { namedCurve: "P-521" });
export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const publicBytes = Buffer.from(ed25519.publicKey.export({ format: "jwk" }).x ?? "", "base64url");
const privateBytes = Buffer.from(ed25519.privateKey.export({ format: "jwk" }).d ?? "", "base64url");
const octet = { kty: "oct", k: Buffer.from("a shared secret of 32 bytes long").toString("base64url") };

export const keySet = (key: object) => JSON.stringify({ keys: [key] });
const jwkOf = (key: KeyObject) => ({ ...key.export({ format: "jwk" }), kid: "k1" });

const HMAC_BODY: SourceOverrides = { verification: { hmac: { header: "x-signature", ...defaults() } } };

function defaults() {
  return {
    algorithm: "sha256",
    encoding: "hex",
    headerTemplate: "{signature}",
    signedTemplate: "{body}",
  } as const;
}

type Row = readonly [what: string, preset: WebhookPreset, secrets: Secrets, overrides?: SourceOverrides];

const ROWS: readonly Row[] = [
  ...(
    ["github", "stripe", "shopify", "slack", "twilio", "xero", "hubspot", "mailgun", "square"] as const
  ).map((preset): Row => [preset, preset, same("a secret of the provider")]),
  ...(["paddle", "linear", "zoom", "meta", "bearer", "api_key"] as const).map(
    (preset): Row => [preset, preset, same("a-secret-of-the-provider")],
  ),
  ["gitlab, secret token", "gitlab", same("a-token")],
  ["gitlab, signing token", "gitlab", same(`whsec_${Buffer.alloc(32, 7).toString("base64")}`)],
  ["adyen", "adyen", same("44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056")],
  ["discord", "discord", { senders: pem(ed25519.privateKey), sources: publicBytes.toString("hex") }],
  [
    "sendgrid",
    "sendgrid",
    {
      senders: pem(p256.privateKey),
      sources: p256.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    },
  ],
  ["standard webhooks, v1", "standard_webhooks", same(`whsec_${Buffer.alloc(32, 9).toString("base64")}`)],
  [
    "standard webhooks, v1a by whsk_",
    "standard_webhooks",
    {
      senders: `whsk_${privateBytes.toString("base64")}`,
      sources: `whpk_${publicBytes.toString("base64")}`,
    },
  ],
  [
    "standard webhooks, v1a by whsk_ with the public key behind it",
    "standard_webhooks",
    {
      senders: `whsk_${Buffer.concat([privateBytes, publicBytes]).toString("base64")}`,
      sources: `whpk_${publicBytes.toString("base64")}`,
    },
  ],
  [
    "standard webhooks, v1a by PEM",
    "standard_webhooks",
    { senders: pem(ed25519.privateKey), sources: `whpk_${publicBytes.toString("base64")}` },
  ],
  ["basic", "basic", same("user:a password with ü")],
  [
    "api_key in a header of its own",
    "api_key",
    same("the-key"),
    { verification: { header: "x-shop-token" } },
  ],
  ["ip_allow_list", "ip_allow_list", same(""), { allowedAddresses: ["192.0.2.1"] }],
  ["hmac of the body", "hmac", same("a secret"), HMAC_BODY],
  [
    "hmac with everything",
    "hmac",
    same("a secret"),
    {
      verification: {
        hmac: {
          header: "x-signature",
          algorithm: "sha512",
          encoding: "base64url",
          headerTemplate: "t={timestamp},v1={signature}",
          signedTemplate: "{timestamp}.{method}.{path}.{header:content-type}.{body}",
        },
      },
    },
  ],
  [
    "hmac with its time in another header",
    "hmac",
    same("a secret"),
    {
      verification: {
        hmac: {
          ...defaults(),
          header: "x-s",
          signedTemplate: "{timestamp}{url}{body}",
          timestampHeader: "x-t",
        },
      },
    },
  ],
  ...(
    [
      ["HS256", octet, octet],
      ["RS256", jwkOf(rsa.privateKey), jwkOf(rsa.publicKey)],
      ["ES256", jwkOf(p256.privateKey), jwkOf(p256.publicKey)],
      ["ES384", jwkOf(p384.privateKey), jwkOf(p384.publicKey)],
      ["ES512", jwkOf(p521.privateKey), jwkOf(p521.publicKey)],
      ["EdDSA", jwkOf(ed25519.privateKey), jwkOf(ed25519.publicKey)],
      ["PS384", { ...jwkOf(rsa.privateKey), alg: "PS384" }, { ...jwkOf(rsa.publicKey), alg: "PS384" }],
    ] as const
  ).map(
    ([alg, senders, sources]): Row => [
      `jwt, ${alg}`,
      "jwt",
      { senders: JSON.stringify(senders), sources: keySet(sources) },
      {
        verification: {
          jwt: { header: "authorization", issuer: "https://issuer.example", audience: "tidings" },
        },
      },
    ],
  ),
  [
    "jwt by PEM in a header of its own",
    "jwt",
    { senders: pem(rsa.privateKey), sources: keySet(rsa.publicKey.export({ format: "jwk" })) },
    { verification: { jwt: { header: "x-token" } } },
  ],
  ["http_signature, shared secret", "http_signature", same("a shared secret")],
  [
    "http_signature, everything covered",
    "http_signature",
    same("a shared secret"),
    {
      verification: {
        requiredComponents: [
          "@method",
          "@target-uri",
          "@authority",
          "@scheme",
          "@request-target",
          "@path",
          "@query",
          "content-type",
        ],
      },
    },
  ],
  ...(
    [
      ["RSA", rsa],
      ["P-256", p256],
      ["P-384", p384],
      ["Ed25519", ed25519],
    ] as const
  ).map(
    ([name, pair]): Row => [
      `http_signature, ${name}`,
      "http_signature",
      { senders: pem(pair.privateKey), sources: pem(pair.publicKey) },
    ],
  ),
  [
    "http_signature, RSA with the older padding",
    "http_signature",
    {
      senders: JSON.stringify({ ...jwkOf(rsa.privateKey), alg: "RS256" }),
      sources: JSON.stringify({ ...jwkOf(rsa.publicKey), alg: "RS256" }),
    },
  ],
];

/** Every preset but Amazon's, with every form of secret that it takes, and what a source's configuration says of it. */
export const SIGNING_CASES = ROWS.map(([what, preset, secrets, overrides = {}]) => ({
  what,
  preset,
  ...secrets,
  overrides,
}));
