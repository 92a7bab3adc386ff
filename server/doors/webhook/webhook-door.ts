import { isWebhookPreset } from "#schemas/preset.ts";
import { MAX_SOURCE_KEY_CHARACTERS } from "#schemas/source.ts";
import { findSource } from "#server/services/sources/find.ts";
import {
  type Door,
  type Examination,
  type Inbound,
  methodNotAllowed,
  type Refused,
  rejected,
  type Verdict,
} from "../door.ts";
import { findBody, finding, sourceDisabled } from "../examination.ts";
import { isWithin } from "./address-ranges.ts";
import { handshakeVerdict } from "./handshake.ts";
import { judgeSigned } from "./judge-signed.ts";
import type { Scheme } from "./schemes/scheme.ts";
import { SCHEMES } from "./schemes/schemes.ts";
import { liveSecrets } from "./verify.ts";
import { keptOf, toSigned, type WebhookCall, type WebhookDoorOptions } from "./webhook-call.ts";

const NO_BODY = new Uint8Array();

/** `/api/webhooks/{source}`: for services that sign what they send, each in its own way. */
export function createWebhookDoor(options: WebhookDoorOptions): Door {
  return {
    name: "webhook",
    async examine(ctx, inbound) {
      const key = keyOf(inbound);
      const source = await findSource(ctx, (directory) => directory.byKey(key));
      const scheme = source && schemeOf(source.preset);
      if (!source || !scheme) return finding(inbound, { id: null, key }, { verdict: unknownSource(key) });
      return await examine({ ctx, inbound, source, scheme, options });
    },
  };
}

/**
 * What follows in the path, but for a slash at the end, which people paste along. Cut to what a key can have: it is
 * stored even when no source has it.
 */
function keyOf({ path }: Inbound): string {
  return path
    .replace(/^.*?\/webhooks\//, "")
    .replace(/\/$/, "")
    .slice(0, MAX_SOURCE_KEY_CHARACTERS);
}

/** Null for the preset of publishers: they have keys, and no webhook URL. */
function schemeOf(preset: string): Scheme | null {
  return isWebhookPreset(preset) ? SCHEMES[preset] : null;
}

/** In the order of what it costs: nothing is read from a sender that may not send. */
async function examine(call: WebhookCall): Promise<Examination> {
  const { inbound, source, options } = call;
  const kept = keptOf(call);
  const unread = judgeUnread(call);
  if (unread) return finding(inbound, source, { ...kept, ...unread });
  const found = await findBody(inbound, source.configuration.maxBodyBytes ?? options.maxBodyBytes);
  if (found.outcome === "refused") {
    return finding(inbound, source, { ...kept, verdict: found.verdict, bodyBytes: found.bodyBytes });
  }
  const { body } = found;
  const judged = await judgeSigned(call, kept.headers, body);
  return finding(inbound, source, {
    ...kept,
    ...judged,
    body: isOverLimit(judged.verdict) ? null : body,
    bodyBytes: body.byteLength,
  });
}

/** What can be said without the body. */
function judgeUnread(call: WebhookCall): (Pick<Examination, "verdict"> & Partial<Examination>) | null {
  const { inbound, source, scheme } = call;
  const { methods, allowedAddresses } = source.configuration;
  if (!source.enabled) return { verdict: sourceDisabled(source) };
  if (allowedAddresses && !isWithin(inbound.remoteAddress, allowedAddresses)) {
    return { verdict: addressNotAllowed(inbound.remoteAddress) };
  }
  const challenge = scheme.challenge?.(toSigned(call, NO_BODY), liveTexts(call));
  if (challenge) return { verdict: handshakeVerdict(challenge) };
  if (methods.some((method) => method === inbound.request.method)) return null;
  const allowed = [...methods, ...(scheme.challengeMethods ?? [])];
  return { verdict: methodNotAllowed(allowed), answerHeaders: { allow: allowed.join(", ") } };
}

function liveTexts({ source, inbound }: WebhookCall): string[] {
  return liveSecrets(source, inbound.receivedAt).map(({ plain }) => plain);
}

/** The sender is told to send it again: nothing is kept of what there is too much of. */
function isOverLimit(verdict: Verdict): boolean {
  return verdict.outcome === "refused" && verdict.status === 429;
}

function addressNotAllowed(address: string | null): Refused {
  const message = `The source does not take requests from ${address ?? "an unknown address"}. Add the address to the source, if it is the sender's.`;
  return rejected(403, { reason: "address_not_allowed", message });
}

function unknownSource(key: string): Refused {
  const message = `No webhook source has the key "${key}". Copy the URL from the source's page.`;
  return rejected(404, { reason: "unknown_source", message });
}
