import { isJsonType, isUtf8, parseMediaType } from "#schemas/media-type.ts";
import type { CustomResponse } from "#schemas/source-configuration.ts";
import { isCurable } from "#server/services/receipts/curable.ts";
import { type Precheck, precheck } from "#server/services/receipts/precheck.ts";
import { type Examination, quarantined, type Reply, rejected, replyAccepted, type Verdict } from "../door.ts";
import { refuseUnreadable } from "../refuse-items.ts";
import { takeLimits } from "../take-limits.ts";
import { handshakeVerdict } from "./handshake.ts";
import { replyWith } from "./reply-with.ts";
import { verify } from "./verify.ts";
import { toSigned, type WebhookCall } from "./webhook-call.ts";

type Judgement = Pick<Examination, "verdict"> & Partial<Pick<Examination, "answerHeaders">>;

/**
 * Verifies a body as it was sent, before anything else looks at it, and then judges what is in it. Requests are
 * counted when they are verified: strangers cannot use a source's limit up.
 */
export async function judgeSigned(
  call: WebhookCall,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<Judgement> {
  const { ctx, inbound, source, scheme, options } = call;
  const request = toSigned(call, body);
  const verification = await verify({
    scheme,
    request,
    source,
    at: inbound.receivedAt,
    tools: options.tools,
  });
  if (verification.outcome === "unverified") return { verdict: quarantined(verification.refusal) };
  const limits = await takeLimits(ctx, [
    { policy: "source", id: source.id, limit: source.configuration.rateLimit },
  ]);
  const { answerHeaders } = limits;
  if (limits.outcome === "over_limit") return { verdict: limits.verdict, answerHeaders };
  const handshake = await scheme.handshake?.(request, verification.secret?.plain ?? "", options.tools);
  const verdict = handshake ? handshakeVerdict(handshake) : await judgeContent(call, headers, body);
  return { verdict, answerHeaders };
}

async function judgeContent(
  { ctx, inbound, source, options }: WebhookCall,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<Verdict> {
  const { contentTypes, maxBodyBytes, response } = source.configuration;
  const mediaType = inbound.request.headers.get("content-type");
  if (!isAllowed(mediaType, contentTypes)) return unsupported(contentTypes);
  const request = { headers, body, receivedAt: inbound.receivedAt.toISOString() };
  const checked = await precheck(ctx, source, request, maxBodyBytes ?? options.maxBodyBytes);
  const reply = replyOf(response);
  switch (checked.outcome) {
    case "refused":
      return holdCurable(checked, reply) ?? refuseUnreadable(checked.refusal);
    case "empty":
      return { outcome: "answered", status: response?.status ?? 202, reply };
    case "readable":
      return { outcome: "accepted", reply };
  }
}

/** The sender did its part, and gives up after a 4xx: what the mapping does not fit is kept until that is mended. */
function holdCurable(
  { refusal, items }: Extract<Precheck, { outcome: "refused" }>,
  reply: Reply,
): Verdict | null {
  const refusals = [refusal, ...items.flatMap((item) => item.refusal ?? [])];
  const curable = refusals.find(isCurable);
  return curable === undefined ? null : { outcome: "held", refusal: curable, reply };
}

/** `application/json` stands for every `application/*+json` too (RFC 6839, section 3.1). */
function isAllowed(header: string | null, allowed: readonly string[]): boolean {
  const mediaType = parseMediaType(header ?? "");
  if (mediaType === null || !isUtf8(mediaType)) return false;
  return allowed.includes(isJsonType(mediaType) ? "application/json" : mediaType.type);
}

function unsupported(allowed: readonly string[]): Verdict {
  const message = `The source takes ${allowed.join(" and ")} in UTF-8. Send that, and say so in Content-Type.`;
  return rejected(415, { reason: "unsupported_media_type", message });
}

function replyOf(response: CustomResponse | null): Reply {
  return response === null ? replyAccepted : () => replyWith(response);
}
