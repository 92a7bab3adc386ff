import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { configurationOf, isWebhookPreset, WEBHOOK_PRESETS, type WebhookPreset } from "#schemas/preset.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import { SCHEMES } from "#server/doors/webhook/schemes/schemes.ts";
import { verify } from "#server/doors/webhook/verify.ts";
import type { Source } from "#server/services/sources/directory.ts";
import type { Signing, Unsigned } from "./provider.ts";
import { PROVIDERS } from "./providers.ts";
import { keySet, p256, p384, pem, publicBytes, rsa, SIGNING_CASES } from "./signing-cases.ts";

const AT = new Date("2026-03-15T10:00:00.000Z");
const URL = "https://tidings.example/api/webhooks/test";

const TOOLS = { fetchText: () => Promise.reject(new Error("Nothing is to be fetched.")) };

function sourceOf(preset: WebhookPreset, secret: string, overrides: SourceOverrides): Source {
  return {
    id: "id",
    key: "test",
    preset,
    enabled: true,
    secrets: [{ id: "secret", plain: secret, expiresAt: null }],
    configuration: configurationOf(preset, overrides),
  };
}

function sampleOf(preset: WebhookPreset): Unsigned {
  const provider = PROVIDERS[preset];
  return provider.sample({ event: provider.event, at: AT, newId: randomUUID });
}

async function sign(
  preset: WebhookPreset,
  sample: Unsigned,
  secret: string,
  overrides: SourceOverrides = {},
) {
  const { verification: settings } = configurationOf(preset, overrides);
  return await PROVIDERS[preset].sign({
    ...sample,
    method: "POST",
    url: URL,
    secret,
    at: AT,
    newId: randomUUID,
    settings,
  });
}

/** The request that goes out. */
function merge(sample: Unsigned, signing: Signing): Unsigned {
  if (signing.outcome === "cannot_sign") throw new Error(signing.message);
  return { headers: { ...sample.headers, ...signing.headers }, body: signing.body ?? sample.body };
}

async function judge(source: Source, preset: WebhookPreset, { headers, body }: Unsigned) {
  const request = { method: "POST", url: URL, headers: new Headers(headers), body: Buffer.from(body) };
  return await verify({ scheme: SCHEMES[preset], request, source, at: AT, tools: TOOLS });
}

describe("what the command signs, the scheme accepts", () => {
  test.each(SIGNING_CASES)("$what", async ({ preset, senders, sources, overrides }) => {
    const source = sourceOf(preset, sources, overrides);
    const sample = sampleOf(preset);
    const request = merge(sample, await sign(preset, sample, senders, overrides));
    expect(await judge(source, preset, request)).toMatchObject({ outcome: "verified" });
  });

  test("for every preset but Amazon's, which says who can sign", async () => {
    const covered = new Set(SIGNING_CASES.map(({ preset }) => preset));
    const presets = Object.keys(WEBHOOK_PRESETS).filter(isWebhookPreset);
    expect(presets.filter((preset) => !covered.has(preset))).toEqual(["aws_sns"]);
    const signing = await sign("aws_sns", sampleOf("aws_sns"), "");
    expect(signing).toEqual({
      outcome: "cannot_sign",
      message: expect.stringContaining("publish a message"),
    });
  });

  test.each(SIGNING_CASES.filter(({ preset }) => preset !== "ip_allow_list"))(
    "$what: with another secret it does not",
    async ({ preset, senders, sources, overrides }) => {
      const source = sourceOf(preset, otherSecret(preset, sources), overrides);
      const sample = sampleOf(preset);
      const request = merge(sample, await sign(preset, sample, senders, overrides));
      expect(await judge(source, preset, request)).toMatchObject({ outcome: "unverified" });
    },
  );
});

function otherSecret(preset: WebhookPreset, secret: string): string {
  const { publicKey } = generateKeyPairSync("ed25519");
  if (preset === "jwt") return keySet(publicKey.export({ format: "jwk" }));
  return /^[-{]/.test(secret) ? pem(publicKey) : `${secret}0`;
}

/** What the mapping of each preset makes of the sample's name. */
const NAMES: Readonly<Partial<Record<WebhookPreset, string>>> = {
  github: "github.push",
  gitlab: "gitlab.merge_request.open",
  stripe: "stripe.invoice.paid",
  shopify: "shopify.orders/create",
  slack: "slack.message",
  twilio: "twilio.message.delivered",
  xero: "xero.invoice.update",
  hubspot: "hubspot.contact.creation",
  sendgrid: "sendgrid.delivered",
  mailgun: "mailgun.delivered",
  square: "square.payment.updated",
  paddle: "paddle.transaction.completed",
  linear: "linear.Issue.update",
  zoom: "zoom.meeting.started",
  discord: "discord.APPLICATION_AUTHORIZED",
  adyen: "adyen.AUTHORISATION",
  meta: "meta.messages",
  standard_webhooks: "contact.created",
};

describe("a sample", () => {
  const presets = Object.keys(WEBHOOK_PRESETS).filter(isWebhookPreset);

  test.each(presets.filter((preset) => preset !== "aws_sns"))(
    "of %s becomes one event that its mapping can name, a new one each time",
    async (preset) => {
      const found = SIGNING_CASES.find((known) => known.preset === preset);
      const make = async () => {
        const sample = sampleOf(preset);
        return merge(sample, await sign(preset, sample, found?.senders ?? "", found?.overrides));
      };
      const [first, second] = [decodeOne(preset, await make()), decodeOne(preset, await make())];
      expect(first.pattern).toBe(NAMES[preset] ?? "tidings.test");
      expect(first.eventId).not.toBe(second.eventId);
      expect(Math.abs(Date.parse(first.timestamp) - AT.getTime())).toBeLessThan(1000);
    },
  );
});

function decodeOne(preset: WebhookPreset, { headers, body }: Unsigned) {
  const decoded = decode(
    { key: "test", preset, configuration: configurationOf(preset, {}) },
    { headers, body: Buffer.from(body), receivedAt: AT.toISOString() },
    { sha256: (text) => createHash("sha256").update(text).digest("hex"), reservedKeys: new Set() },
  );
  const [item, ...more] = decoded.outcome === "items" ? decoded.items : [];
  if (item?.outcome !== "event" || more.length > 0) throw new Error(JSON.stringify(decoded));
  return item.envelope;
}

test("a public key, or text that is no key, is refused with the way to a pair", async () => {
  for (const [preset, secret] of [
    ["discord", publicBytes.toString("hex")],
    ["discord", pem(p256.privateKey)],
    ["sendgrid", pem(p256.publicKey)],
    ["sendgrid", pem(p384.privateKey)],
    ["jwt", pem(rsa.publicKey)],
    ["http_signature", pem(rsa.publicKey)],
    ["standard_webhooks", `whpk_${publicBytes.toString("base64")}`],
  ] as const) {
    const signing = await sign(preset, sampleOf(preset), secret);
    expect([preset, signing.outcome]).toEqual([preset, "cannot_sign"]);
  }
});
