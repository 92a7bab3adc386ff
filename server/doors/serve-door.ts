import { problem } from "#schemas/problem.ts";
import type { Ctx } from "#server/services/context.ts";
import type { ReceiptRow } from "#server/services/receipts/write.ts";
import { type Door, type Examination, type Inbound, rejected, type Verdict } from "./door.ts";
import { unread } from "./examination.ts";
import { headersOf } from "./headers.ts";
import { problemResponse } from "./problem-response.ts";

/** A door, ready to be mounted: by the production server's hot path, and by a Next route. */
export type DoorHandler = (request: Request, remoteAddress: string | null) => Promise<Response>;

/**
 * What of a request line is kept. Cut rather than refused: one request that does not fit its columns would fail
 * the batch that it shares with others.
 */
const MAX_PATH_CHARACTERS = 512;
const MAX_METHOD_CHARACTERS = 10;
const MAX_ADDRESS_CHARACTERS = 45;

/** What a sender should wait before it sends again what could not be stored. */
const RETRY_AFTER_SECONDS = 5;

const UNVERIFIED =
  "The signature or key is missing or wrong. The receipt says which, to the people who run this system.";

/** Answers every request with what its receipt says, and only when that receipt is committed. */
export function serveDoor(ctx: Ctx, door: Door): DoorHandler {
  return async (request, remoteAddress) => {
    const inbound = toInbound(ctx, request, remoteAddress);
    try {
      const examination = await examine(ctx, door, inbound);
      await ctx.receipts.add(toReceipt(door, inbound, examination));
      return answer(inbound.id, door, examination.verdict);
    } catch (cause) {
      ctx.log.error({ requestId: inbound.id, door: door.name, err: cause }, "a request could not be stored");
      return unavailable(inbound.id);
    }
  };
}

function toInbound(ctx: Ctx, request: Request, remoteAddress: string | null): Inbound {
  return {
    id: ctx.newId(),
    receivedAt: ctx.clock(),
    request,
    path: new URL(request.url).pathname,
    headers: headersOf(request.headers),
    remoteAddress,
  };
}

async function examine(ctx: Ctx, door: Door, inbound: Inbound): Promise<Examination> {
  if (door.methods.includes(inbound.request.method)) return await door.examine(ctx, inbound);
  const message = `This door answers ${door.methods.join(", ")}.`;
  const verdict = rejected(405, { reason: "method_not_allowed", message });
  return unread({ id: null, key: door.keyOf(inbound) }, verdict);
}

function toReceipt(door: Door, inbound: Inbound, { verdict, ...found }: Examination): ReceiptRow {
  return {
    id: inbound.id,
    receivedAt: inbound.receivedAt.toISOString(),
    door: door.name,
    method: inbound.request.method.slice(0, MAX_METHOD_CHARACTERS),
    path: inbound.path.slice(0, MAX_PATH_CHARACTERS),
    remoteAddress: inbound.remoteAddress?.slice(0, MAX_ADDRESS_CHARACTERS) ?? null,
    headers: JSON.stringify(inbound.headers),
    ...found,
    ...(verdict.outcome === "accepted"
      ? { status: 202, outcome: "pending", reason: null, detail: null }
      : {
          status: verdict.status,
          outcome: verdict.disposition,
          reason: verdict.refusal.reason,
          detail: JSON.stringify(verdict.refusal),
        }),
  };
}

function answer(receiptId: string, door: Door, verdict: Verdict): Response {
  if (verdict.outcome === "accepted") return Response.json({ receiptId }, { status: 202 });
  const { status, refusal } = verdict;
  const { reason, message, pointer } = refusal;
  // One answer whatever was wrong: the receipt says which, to those who may read it.
  const body =
    status === 401
      ? problem("unverified", status, { detail: UNVERIFIED, receiptId })
      : problem(reason, status, { detail: message, receiptId, pointer });
  return problemResponse(body, headersFor(status, door));
}

function headersFor(status: number, door: Door): Record<string, string> {
  switch (status) {
    case 401:
      return { "www-authenticate": `${door.name === "rest" ? "Bearer" : "Signature"} realm="tidings"` };
    case 405:
      return { allow: door.methods.join(", ") };
    case 413:
      // The rest of the body will not be read, so the connection cannot be used again.
      return { connection: "close" };
    default:
      return {};
  }
}

/**
 * Not the sender's fault, so never a 4xx: senders give up on those. The request may be stored all the same, if the
 * database's answer was what got lost.
 */
function unavailable(requestId: string): Response {
  const detail = `The request may not have been kept. Send it again with the same id in ${RETRY_AFTER_SECONDS} seconds or later.`;
  return problemResponse(problem("unavailable", 503, { detail, requestId }), {
    "retry-after": `${RETRY_AFTER_SECONDS}`,
  });
}
