import { problem } from "#schemas/problem.ts";
import type { Ctx } from "#server/services/context.ts";
import type { ReceiptRow } from "#server/services/receipts/write.ts";
import { type Door, type Examination, rejected, type Verdict } from "./door.ts";
import { unread } from "./examination.ts";
import { headersOf } from "./headers.ts";
import { problemResponse } from "./problem-response.ts";

/** A door, ready to be mounted: by the production server's hot path, and by a Next route. */
export type DoorHandler = (request: Request, remoteAddress: string | null) => Promise<Response>;

/** A path is stored with each receipt; longer ones are no path of ours. */
const MAX_PATH_CHARACTERS = 512;

/** What a sender should wait before it sends again what could not be stored. */
const RETRY_AFTER_SECONDS = 5;

const UNVERIFIED =
  "The signature or key is missing or wrong. The receipt says which, to the people who run this system.";

/** Answers every request with what its receipt says, and only when that receipt is committed. */
export function serveDoor(ctx: Ctx, door: Door): DoorHandler {
  return async (request, remoteAddress) => {
    const id = ctx.newId();
    try {
      const examination = await examine(ctx, door, request);
      const row = toReceipt(ctx, { id, door, request, remoteAddress, examination });
      await ctx.receipts.add(row);
      return answer(id, door, examination.verdict);
    } catch (cause) {
      ctx.log.error({ receiptId: id, door: door.name, err: cause }, "a request could not be stored");
      return unavailable();
    }
  };
}

async function examine(ctx: Ctx, door: Door, request: Request): Promise<Examination> {
  if (door.methods.includes(request.method)) return await door.examine(ctx, request);
  const message = `This door answers ${door.methods.join(", ")}.`;
  const verdict = rejected(405, { reason: "method_not_allowed", message });
  return unread({ id: null, key: door.name }, verdict);
}

function toReceipt(
  ctx: Ctx,
  input: {
    readonly id: string;
    readonly door: Door;
    readonly request: Request;
    readonly remoteAddress: string | null;
    readonly examination: Examination;
  },
): ReceiptRow {
  const { id, door, request, remoteAddress, examination } = input;
  const { verdict, ...found } = examination;
  return {
    id,
    receivedAt: ctx.clock().toISOString(),
    door: door.name,
    method: request.method,
    // Without the query: people put keys there.
    path: new URL(request.url).pathname.slice(0, MAX_PATH_CHARACTERS),
    remoteAddress,
    headers: JSON.stringify(headersOf(request.headers)),
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

/** Not the sender's fault, so never a 4xx: senders give up on those. */
function unavailable(): Response {
  const detail = `Nothing of the request was kept. Send it again in ${RETRY_AFTER_SECONDS} seconds or later.`;
  return problemResponse(problem("unavailable", 503, { detail }), {
    "retry-after": `${RETRY_AFTER_SECONDS}`,
  });
}
