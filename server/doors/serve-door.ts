import { problem } from "#schemas/problem.ts";
import type { Refusal } from "#schemas/receipt.ts";
import type { Ctx } from "#server/services/context.ts";
import { readIdempotentReceipt } from "#server/services/receipts/idempotent-receipt.ts";
import { recordRefusal } from "#server/services/receipts/record-refusal.ts";
import type { ReceiptRow } from "#server/services/receipts/write.ts";
import type { BodyMemory, BodyShare } from "./body-memory.ts";
import {
  type Door,
  type Examination,
  type Inbound,
  type Refused,
  rejected,
  replyAccepted,
  type Verdict,
} from "./door.ts";
import { problemResponse } from "./problem-response.ts";
import { refusalResponse } from "./refusal-response.ts";

/** A door, ready to be mounted: by the production server's hot path, and by a Next route. */
export type DoorHandler = (request: Request, remoteAddress: string | null) => Promise<Response>;

/**
 * What of a request line is kept. Cut rather than refused: one request that does not fit its columns would fail
 * the batch that it shares with others.
 */
const MAX_PATH_CHARACTERS = 512;
const MAX_QUERY_CHARACTERS = 4_096;
const MAX_METHOD_CHARACTERS = 10;
const MAX_ADDRESS_CHARACTERS = 45;

/** What a sender should wait before it sends again what could not be stored. */
const RETRY_AFTER_SECONDS = 5;

/** Names the receipt of every answer that left one. */
const RECEIPT_HEADER = "tidings-receipt-id";

/** Answers every request with what its receipt says, and only when that receipt is committed. */
export function serveDoor(ctx: Ctx, door: Door, memory: BodyMemory): DoorHandler {
  return async (request, remoteAddress) => {
    const share = memory.share();
    const inbound = toInbound(ctx, request, remoteAddress, share);
    try {
      const examination = await door.examine(ctx, inbound);
      return await settle({ ctx, door, inbound, examination });
    } catch (cause) {
      ctx.log.error({ requestId: inbound.id, door: door.name, err: cause }, "a request could not be stored");
      return unavailable(inbound.id);
    } finally {
      share.release();
    }
  };
}

function toInbound(ctx: Ctx, request: Request, remoteAddress: string | null, share: BodyShare): Inbound {
  const url = new URL(request.url);
  return {
    id: ctx.newId(),
    receivedAt: ctx.clock(),
    request,
    path: url.pathname.replaceAll(/\/{2,}/g, "/"),
    query: url.search,
    remoteAddress,
    share,
  };
}

interface Examined {
  readonly ctx: Ctx;
  readonly door: Door;
  readonly inbound: Inbound;
  readonly examination: Examination;
}

async function settle(examined: Examined): Promise<Response> {
  const { ctx, door, inbound, examination } = examined;
  const { verdict } = examination;
  const receipt = toReceipt(door, inbound, examination);
  if (verdict.outcome === "refused") {
    const receiptId = await recordRefusal({ ctx, input: receipt });
    return complete(refusalResponse(door.name, verdict, receiptId), receiptId, examination);
  }
  if (verdict.outcome === "answered" && examination.sourceId === null) {
    // Anybody may ask this, as often as they like: a flood of it is counted like one of refused requests.
    const receiptId = await recordRefusal({ ctx, input: receipt });
    return complete(await verdict.reply(receiptId), receiptId, examination);
  }
  const writing = await ctx.receipts.add(receipt);
  if (writing === "written")
    return complete(await reply(examined, verdict, inbound.id), inbound.id, examination);
  return await answerAgain(examined, verdict);
}

/** The request is committed: whatever fails from here on, the sender must not be told that it may not have been kept. */
async function reply(
  { ctx, inbound }: Examined,
  verdict: Exclude<Verdict, Refused>,
  receiptId: string,
): Promise<Response> {
  try {
    return await verdict.reply(receiptId);
  } catch (cause) {
    ctx.log.error({ requestId: inbound.id, receiptId, err: cause }, "a committed request got a plain answer");
    return await replyAccepted(receiptId);
  }
}

/** The request's Idempotency-Key was used before: the first request's answer, or a refusal if that was another request. */
async function answerAgain(examined: Examined, verdict: Exclude<Verdict, Refused>): Promise<Response> {
  const { ctx, examination } = examined;
  const { idempotency } = examination;
  if (idempotency === null)
    throw new Error("A request without an Idempotency-Key was told that it was used.");
  const first = await readIdempotentReceipt(ctx, idempotency);
  if (first.outcome === "same") {
    const response = await reply(examined, verdict, first.receiptId);
    response.headers.set("idempotency-replayed", "true");
    return complete(response, first.receiptId, examination);
  }
  const refusal = rejected(422, {
    reason: "idempotency_key_reused",
    message: "This Idempotency-Key was used within the last 24 hours for another request. Use a new one.",
  });
  return await settle({ ...examined, examination: { ...examination, verdict: refusal, idempotency: null } });
}

function toReceipt(door: Door, inbound: Inbound, examination: Examination): ReceiptRow {
  const { sourceId, sourceKey, headers, query, body, bodyBytes, verdict, idempotency } = examination;
  return {
    id: inbound.id,
    receivedAt: inbound.receivedAt.toISOString(),
    door: door.name,
    method: inbound.request.method.slice(0, MAX_METHOD_CHARACTERS),
    path: inbound.path.slice(0, MAX_PATH_CHARACTERS),
    query: query?.slice(0, MAX_QUERY_CHARACTERS) ?? null,
    remoteAddress: inbound.remoteAddress?.slice(0, MAX_ADDRESS_CHARACTERS) ?? null,
    headers: JSON.stringify(headers),
    requests: 1,
    sourceId,
    sourceKey,
    body,
    bodyBytes,
    ...recordOf(verdict),
    idempotency: verdict.outcome === "accepted" ? idempotency : null,
  };
}

function recordOf(verdict: Verdict): Pick<ReceiptRow, "status" | "outcome" | "reason" | "detail"> {
  switch (verdict.outcome) {
    case "accepted":
      return { status: 202, outcome: "pending", reason: null, detail: null };
    case "answered":
      return { status: verdict.status, outcome: "answered", reason: null, detail: null };
    case "held":
      return { status: 202, outcome: "quarantined", ...reasonOf(verdict.refusal) };
    case "refused":
      return { status: verdict.status, outcome: verdict.disposition, ...reasonOf(verdict.refusal) };
  }
}

function reasonOf(refusal: Refusal): Pick<ReceiptRow, "reason" | "detail"> {
  return { reason: refusal.reason, detail: JSON.stringify(refusal) };
}

function complete(response: Response, receiptId: string, { answerHeaders }: Examination): Response {
  for (const [name, value] of Object.entries(answerHeaders)) response.headers.set(name, value);
  response.headers.set(RECEIPT_HEADER, receiptId);
  return response;
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
