import { createHmac, randomUUID } from "node:crypto";
import { type AttackSite, SOURCES } from "./attack-site.ts";
import type { RawRequest } from "./http.ts";

type Difference = Partial<Omit<RawRequest, "headers">> & {
  /** Laid over the usual headers; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
};

export type Body = string | Uint8Array;

/** A publish call with a live key. */
export function publish(site: AttackSite, body: Body, difference: Difference = {}): RawRequest {
  const headers = { authorization: `Bearer ${site.publishKey}`, "content-type": "application/json" };
  return requestTo("/api/v1/events", headers, body, difference);
}

export function publishAs(contentType: string) {
  return (site: AttackSite, body: Body): RawRequest =>
    publish(site, body, { headers: { "content-type": contentType } });
}

export const publishLines = publishAs("application/x-ndjson");
export const publishCloudEvent = publishAs("application/cloudevents+json");
export const publishCloudBatch = publishAs("application/cloudevents-batch+json");

/** A webhook that GitHub would send: signed, with a delivery id of its own. */
export function webhook(site: AttackSite, body: Body, difference: Difference = {}): RawRequest {
  return githubWebhook(SOURCES.github, site.secrets.github, body, difference);
}

/** A signed webhook to the source whose requests hold lists. */
export function listWebhook(site: AttackSite, body: Body): RawRequest {
  return signedFor(SOURCES.list, site.secrets.list, body);
}

export function githubSignature(secret: string, body: Body): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** A webhook to a source of GitHub's, signed with this secret. */
export function signedFor(source: string, secret: string, body: Body): RawRequest {
  return githubWebhook(source, secret, body, {});
}

function githubWebhook(source: string, secret: string, body: Body, difference: Difference): RawRequest {
  const headers = {
    "content-type": "application/json",
    "x-github-event": "attack",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": githubSignature(secret, body),
  };
  return requestTo(`/api/webhooks/${source}`, headers, body, difference);
}

/** The time of signing is now, or `ageSeconds` before it. */
export function stripeWebhook(site: AttackSite, body: string, ageSeconds = 0): RawRequest {
  return stripeWebhookAt(site.secrets.stripe, body, Math.floor(Date.now() / 1000) - ageSeconds);
}

export function stripeSignature(secret: string, body: string, unixSeconds: number): string {
  return createHmac("sha256", secret).update(`${unixSeconds}.${body}`).digest("hex");
}

export function stripeWebhookAt(secret: string, body: string, unixSeconds: number): RawRequest {
  return stripeWebhookWith(`t=${unixSeconds},v1=${stripeSignature(secret, body, unixSeconds)}`, body);
}

/** @param signature the header's value */
export function stripeWebhookWith(signature: string, body: string): RawRequest {
  const headers = { "content-type": "application/json", "stripe-signature": signature };
  return requestTo(`/api/webhooks/${SOURCES.stripe}`, headers, body, {});
}

/** As Standard Webhooks has it. `id` is signed as it is, whether the specification allows it or not. */
export function standardWebhook(
  site: AttackSite,
  {
    id = `msg_${randomUUID()}`,
    body,
    signatures = (right: string) => right,
  }: {
    readonly id?: string;
    readonly body: string;
    readonly signatures?: (right: string) => string;
  },
): RawRequest {
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const key = Buffer.from(site.secrets.standard.slice("whsec_".length), "base64");
  const right = `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures(right),
  };
  return requestTo(`/api/webhooks/${SOURCES.standard}`, headers, body, {});
}

/** Stripe's event, as far as it is looked at. */
export function stripeEvent(type = "attack.tried"): string {
  return JSON.stringify({ id: `evt_${randomUUID()}`, type, created: Math.floor(Date.now() / 1000) });
}

function requestTo(
  path: string,
  usual: Readonly<Record<string, string>>,
  body: Body,
  { headers = {}, ...difference }: Difference,
): RawRequest {
  const laidOver = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { path, headers: Object.fromEntries(laidOver), body: Buffer.from(body), ...difference };
}
