import { keyMay } from "#schemas/api-key.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import type { Ctx } from "#server/services/context.ts";
import type { Publisher, Source } from "#server/services/sources/directory.ts";
import { findPublisher } from "#server/services/sources/find.ts";
import { answerHandshake } from "../cloudevents/handshake.ts";
import {
  type Door,
  type Examination,
  type Inbound,
  methodNotAllowed,
  type Refused,
  rejected,
} from "../door.ts";
import { findBody, finding, sourceDisabled } from "../examination.ts";
import { headersOf } from "../headers.ts";
import { takeLimits } from "../take-limits.ts";
import { apiKeyOf } from "./api-key-of.ts";
import { claimFor, readIdempotencyKey } from "./idempotency.ts";
import { judgePublished } from "./judge-published.ts";

type Judgement = Pick<Examination, "verdict"> & Partial<Examination>;

interface Publishing {
  readonly ctx: Ctx;
  readonly inbound: Inbound;
  readonly publisher: Publisher & { readonly source: Source };
  readonly maxBodyBytes: number;
}

/**
 * `POST /api/v1/events`: events of publishers with an API key, one or many, in the specification's envelope or as
 * CloudEvents. `OPTIONS` is the hand-shake of CloudEvents' webhooks.
 */
export function createPublishDoor(options: { readonly maxBodyBytes: number }): Door {
  return {
    name: "rest",
    async examine(ctx, inbound) {
      const { request } = inbound;
      const unknown = { id: null, key: NATIVE_SOURCE_KEY };
      if (request.method === "OPTIONS") return finding(inbound, unknown, judgeHandshake(request.headers));
      if (request.method !== "POST") return finding(inbound, unknown, notAllowed());
      const apiKey = apiKeyOf(request.headers);
      const publisher = apiKey === null ? undefined : await findPublisher(ctx, apiKey);
      if (!publisher) return finding(inbound, unknown, { verdict: unauthenticated(apiKey) });
      const maxBodyBytes = publisher.source.configuration.maxBodyBytes ?? options.maxBodyBytes;
      return await examine({ ctx, inbound, publisher, maxBodyBytes });
    },
  };
}

async function examine({ ctx, inbound, publisher, maxBodyBytes }: Publishing): Promise<Examination> {
  const { source } = publisher;
  const { request } = inbound;
  if (!keyMay(publisher.scopes, "publish")) return finding(inbound, source, { verdict: mayNotPublish() });
  if (!source.enabled) return finding(inbound, source, { verdict: sourceDisabled(source) });
  const limits = await takeLimits(ctx, [
    // The key's own first: what it refuses must not count against the other publishers.
    { policy: "key", id: publisher.keyId, limit: publisher.rateLimit },
    { policy: "source", id: source.id, limit: source.configuration.rateLimit },
  ]);
  const { answerHeaders } = limits;
  if (limits.outcome === "over_limit")
    return finding(inbound, source, { verdict: limits.verdict, answerHeaders });
  const idempotency = readIdempotencyKey(request.headers);
  if (idempotency.outcome === "invalid") {
    const verdict = rejected(400, { reason: "invalid_idempotency_key", message: idempotency.message });
    return finding(inbound, source, { verdict, answerHeaders });
  }
  const found = await findBody(inbound, maxBodyBytes);
  if (found.outcome === "refused") {
    return finding(inbound, source, { verdict: found.verdict, bodyBytes: found.bodyBytes, answerHeaders });
  }
  const { body } = found;
  const headers = headersOf(request.headers);
  return finding(inbound, source, {
    headers,
    verdict: await judgePublished({ ctx, inbound, source, headers, body, maxBodyBytes }),
    body,
    bodyBytes: body.byteLength,
    answerHeaders,
    idempotency:
      idempotency.outcome === "none"
        ? null
        : claimFor(publisher.keyId, idempotency.key, request.headers, body),
  });
}

/** The hand-shake names no key, so the rate is that of no source in particular: none. */
function judgeHandshake(headers: Headers): Judgement {
  const handshake = answerHandshake(headersOf(headers), { methods: ["POST"], limit: null });
  switch (handshake.outcome) {
    case "granted": {
      const { headers: answerHeaders } = handshake;
      return {
        verdict: { outcome: "answered", status: 200, reply: () => new Response(null) },
        answerHeaders,
      };
    }
    case "refused":
      return { verdict: rejected(400, { reason: "bad_handshake", message: handshake.message }) };
    case "not_asked":
      return notAllowed();
  }
}

function notAllowed(): Judgement {
  const methods = ["POST", "OPTIONS"];
  return { verdict: methodNotAllowed(methods), answerHeaders: { allow: methods.join(", ") } };
}

/** Rejected, not quarantined: the body was not read, so there is nothing to look at later. */
function unauthenticated(apiKey: string | null): Refused {
  if (apiKey !== null) {
    return rejected(401, { reason: "bad_credentials", message: "The API key is unknown or was revoked." });
  }
  const message = "The request carries no API key. Send it as `Authorization: Bearer <key>`.";
  return rejected(401, { reason: "missing_credentials", message });
}

function mayNotPublish(): Refused {
  const message = "The API key may not publish. Make one with the scope publish.";
  return rejected(403, { reason: "missing_scope", message });
}
