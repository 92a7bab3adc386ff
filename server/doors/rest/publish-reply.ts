import { type Problem, problem } from "#schemas/problem.ts";
import type { ItemOutcome, Refusal } from "#schemas/receipt.ts";
import type { Ctx } from "#server/services/context.ts";
import { awaitOutcome, type SettledItem } from "#server/services/receipts/await-outcome.ts";
import type { CheckedItem } from "#server/services/receipts/precheck.ts";
import type { Reply } from "../door.ts";
import { problemResponse } from "../problem-response.ts";

const MS_PER_SECOND = 1000;

interface Publishing {
  readonly ctx: Ctx;
  readonly items: readonly CheckedItem[];
  /** The request held a list, even if a list of one: then its answer does too. */
  readonly isList: boolean;
  /** RFC 7240, section 4.3; null: the publisher does not wait. */
  readonly waitSeconds: number | null;
}

/** What a publisher gets: what became of its events if it prefers to wait for that, and a receipt otherwise. */
export function publishReply(publishing: Publishing): Reply {
  return async (receiptId) => {
    const { ctx, waitSeconds, isList } = publishing;
    if (waitSeconds === null) return accepted(receiptId, publishing);
    const settled = await awaitOutcome(ctx, receiptId, waitSeconds * MS_PER_SECOND);
    const response = settled === null ? accepted(receiptId, publishing) : outcome(receiptId, settled, isList);
    response.headers.set("preference-applied", `wait=${waitSeconds}`);
    return response;
  };
}

/** 202: the events wait for processing, but for those that can be seen to be wrong already. */
function accepted(receiptId: string, { items, isList }: Publishing): Response {
  const receiptUrl = receiptUrlOf(receiptId);
  const verdicts = items.map(({ outcome, eventId, refusal }, item) => ({
    item,
    outcome,
    eventId,
    ...errorOf(refusal),
  }));
  const body = isList ? { receiptId, receiptUrl, items: verdicts } : { receiptId, receiptUrl };
  return Response.json(body, { status: 202, headers: { location: receiptUrl } });
}

/**
 * 200 with what became of each event, or 202 when one is held and can still be stored; of a single event that is
 * refused for good, a problem.
 */
function outcome(receiptId: string, settled: readonly SettledItem[], isList: boolean): Response {
  const [only] = settled;
  const isHeld = settled.some((item) => item.outcome === "quarantined");
  if (!isList && !isHeld && only?.refusal) return refused(receiptId, only.outcome, only.refusal);
  const receiptUrl = receiptUrlOf(receiptId);
  const items = settled.map(({ refusal, warnings, ...item }) => ({
    ...item,
    ...(warnings.length === 0 ? {} : { warnings }),
    ...errorOf(refusal),
  }));
  return Response.json({ receiptId, receiptUrl, items }, { status: isHeld ? 202 : 200 });
}

function refused(receiptId: string, itemOutcome: ItemOutcome, refusal: Refusal): Response {
  const status = itemOutcome === "conflict" ? 409 : 422;
  return problemResponse(problem(refusal.reason, status, { ...detailsOf(refusal), receiptId }));
}

function detailsOf({ message, pointer, errors }: Refusal) {
  return { detail: message, pointer, ...(errors === undefined ? {} : { errors }) };
}

/** A refused item says why in the form of a problem, without what the whole answer says already. */
function errorOf(refusal: Refusal | null): {
  readonly problem?: Pick<Problem, "type" | "detail" | "pointer" | "errors">;
} {
  if (refusal === null) return {};
  const { title: _title, status: _status, ...rest } = problem(refusal.reason, 422, detailsOf(refusal));
  return { problem: rest };
}

function receiptUrlOf(receiptId: string): string {
  return `/api/v1/receipts/${receiptId}`;
}
