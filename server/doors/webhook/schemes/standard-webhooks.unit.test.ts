import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest, toSigned } from "#e2e/support/scheme-contract.ts";
import { MAX_SIGNATURES } from "./limits.ts";
import { standardWebhooks } from "./standard-webhooks.ts";

const BODY = '{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z"}';
const ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";
const SECRETS = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  otherSecret: `whsec_${randomBytes(32).toString("base64")}`,
};

function unixSeconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}

/** Both senders put several signatures into one header, with a space between. */
function join(header: string) {
  return (first: SentRequest, second: SentRequest): SentRequest => {
    const signature = `${first.headers[header]} ${second.headers[header]}`;
    return { ...second, headers: { ...second.headers, [header]: signature } };
  };
}

describeScheme({
  preset: "standard_webhooks",
  scheme: standardWebhooks,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "webhook-signature",
  join: join("webhook-signature"),
  sign: ({ with: name, at }) => ({
    headers: {
      "webhook-id": ID,
      "webhook-timestamp": unixSeconds(at),
      "webhook-signature": new StandardWebhook(SECRETS[name]).sign(ID, at, BODY),
    },
    body: BODY,
  }),
});

describeScheme({
  preset: "standard_webhooks",
  scheme: standardWebhooks,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "svix-signature",
  join: join("svix-signature"),
  sign: ({ with: name, at }) => ({
    headers: {
      "svix-id": ID,
      "svix-timestamp": unixSeconds(at),
      "svix-signature": new SvixWebhook(SECRETS[name]).sign(ID, at, BODY),
    },
    body: BODY,
  }),
});

const PAIRS = { secret: generateKeyPairSync("ed25519"), otherSecret: generateKeyPairSync("ed25519") };
const ED25519_KEY_BYTES = 32;

function publicKey({ publicKey: key }: { publicKey: KeyObject }): string {
  const der = key.export({ format: "der", type: "spki" });
  return `whpk_${der.subarray(-ED25519_KEY_BYTES).toString("base64")}`;
}

describeScheme({
  preset: "standard_webhooks",
  scheme: standardWebhooks,
  secret: publicKey(PAIRS.secret),
  otherSecret: publicKey(PAIRS.otherSecret),
  signsTime: true,
  signatureHeader: "webhook-signature",
  join: join("webhook-signature"),
  sign: ({ with: name, at }) => {
    const signed = Buffer.from(`${ID}.${unixSeconds(at)}.${BODY}`);
    const signature = sign(null, signed, PAIRS[name].privateKey).toString("base64");
    const headers = {
      "webhook-id": ID,
      "webhook-timestamp": unixSeconds(at),
      "webhook-signature": `v1a,${signature}`,
    };
    return { headers, body: BODY };
  },
});

async function isVerified(headers: Record<string, string>, body: string): Promise<boolean> {
  const request = toSigned({ headers, body });
  const tools = { fetchText: () => Promise.reject(new Error("Nothing is fetched.")) };
  const reading = await standardWebhooks.read(request, { toleranceSeconds: 300 }, tools);
  return reading.outcome === "claims" && reading.claim.matches(SECRETS.secret);
}

const AT = new Date("2026-03-15T10:00:00Z");
const SECONDS = unixSeconds(AT);
const right = new StandardWebhook(SECRETS.secret).sign(ID, AT, BODY);

test("a full stop in the id cannot shift what is signed", async () => {
  const signature = new StandardWebhook(SECRETS.secret).sign("msg", AT, `${SECONDS}.${BODY}`);
  const shifted = {
    "webhook-id": `msg.${SECONDS}`,
    "webhook-timestamp": SECONDS,
    "webhook-signature": signature,
  };
  expect(await isVerified(shifted, BODY)).toBe(false);
});

test("an unsigned id beside a signed one is not taken for it", async () => {
  const signed = { "svix-id": ID, "svix-timestamp": SECONDS, "svix-signature": right };
  expect(await isVerified(signed, BODY)).toBe(true);
  expect(await isVerified({ ...signed, "webhook-id": "another" }, BODY)).toBe(false);
});

test("signatures of unknown versions are passed over, and only so many are looked at", async () => {
  const headers = { "webhook-id": ID, "webhook-timestamp": SECONDS };
  const others = (count: number) => Array.from({ length: count }, () => "v9,AAAA");
  const within = [...others(MAX_SIGNATURES - 1), right].join(" ");
  const beyond = [...others(MAX_SIGNATURES), right].join(" ");
  expect(await isVerified({ ...headers, "webhook-signature": within }, BODY)).toBe(true);
  expect(await isVerified({ ...headers, "webhook-signature": beyond }, BODY)).toBe(false);
});
