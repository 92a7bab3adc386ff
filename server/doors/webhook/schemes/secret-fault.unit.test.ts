import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { WebhookPreset } from "#schemas/preset.ts";
import { SCHEMES } from "./schemes.ts";

const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const weakRsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const base64Of = (key: typeof p256.publicKey) =>
  key.export({ format: "der", type: "spki" }).toString("base64");
const pemOf = (key: typeof p256.publicKey) => key.export({ format: "pem", type: "spki" }).toString();

function faultOf(preset: WebhookPreset, secret: string): string | null {
  return SCHEMES[preset].secretFault?.(secret) ?? null;
}

test.each<[WebhookPreset, string]>([
  ["jwt", "not a key set"],
  ["jwt", '{"keys":[]}'],
  ["jwt", '{"keys":[{"kty":"RSA","use":"sig"}]}'],
  ["jwt", JSON.stringify({ keys: [weakRsa.publicKey.export({ format: "jwk" })] })],
  ["jwt", JSON.stringify({ ...p256.publicKey.export({ format: "jwk" }), alg: "none" })],
  ["sendgrid", "SG.not-a-key"],
  ["sendgrid", base64Of(p384.publicKey)],
  ["sendgrid", pemOf(p256.publicKey)],
  ["adyen", "not hexadecimal"],
  ["adyen", "abc"],
  ["basic", "user without a colon"],
  ["discord", "the token of a bot"],
  ["discord", "ab".repeat(31)],
  ["standard_webhooks", "whsec_!!!!!!"],
  ["standard_webhooks", "whsec_"],
  ["standard_webhooks", `whpk_${Buffer.alloc(31).toString("base64")}`],
  ["gitlab", "whsec_!!!!!!"],
  ["gitlab", "a token\nof two lines"],
  ["aws_sns", "orders-topic"],
  ["aws_sns", "arn:aws:sqs:eu-central-1:123456789012:orders"],
  ["aws_sns", "arn:aws:sns:eu-central-1:123456789012:orders:6b0e71bd-7e97-4d97-80ce-4a0994e55286"],
  ["http_signature", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"],
  ["http_signature", p256.privateKey.export({ format: "pem", type: "pkcs8" }).toString()],
  ["http_signature", pemOf(weakRsa.publicKey)],
  ["http_signature", '{"kty":"EC"}'],
  ["bearer", "a token\nof two lines"],
  ["api_key", "schlüssel"],
  ["meta", "0123456789abcdef0123456789abcdef"],
  ["meta", "0123456789abcdef0123456789abcdef:"],
  ["meta", ":a verify token"],
  ["ip_allow_list", "anything"],
])("%s has no secret like %j, and says what one is like", (preset, secret) => {
  expect(faultOf(preset, secret)).toMatch(/^[A-Z].*\.$/s);
});

test.each<[WebhookPreset, string]>([
  ["jwt", JSON.stringify(p256.publicKey.export({ format: "jwk" }))],
  ["jwt", JSON.stringify({ keys: [{ kty: "new" }, p384.publicKey.export({ format: "jwk" })] })],
  ["sendgrid", base64Of(p256.publicKey)],
  ["gitlab", "a token of one's own"],
  ["standard_webhooks", Buffer.alloc(24, 1).toString("base64")],
  ["aws_sns", "arn:aws-cn:sns:cn-north-1:123456789012:Orders_1-a.fifo"],
  ["http_signature", "a shared secret"],
  ["http_signature", pemOf(p256.publicKey)],
  ["meta", "0123456789abcdef0123456789abcdef:a:word"],
  ["basic", ":"],
])("%s has secrets like %j", (preset, secret) => {
  expect(faultOf(preset, secret)).toBeNull();
});
