import { isDeepStrictEqual } from "node:util";
import type { Sql } from "#db/client.ts";
import {
  findItemStanding,
  holdReceipts,
  type ItemOrigin,
  type ItemStanding,
  insertCorrection,
  markCorrected,
  nameLastCorrection,
  withdrawCorrection,
} from "#db/queries/receipts-correct.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { uncorrectableStanding } from "./correctable.ts";

/** A correction that was judged, and by what: how the item stood then. */
export interface JudgedCorrection {
  readonly origin: ItemOrigin;
  readonly item: number;
  readonly standing: ItemStanding;
  readonly body: Uint8Array;
}

export type WriteCorrectionResult =
  | { readonly outcome: "accepted"; readonly receiptId: string }
  | { readonly outcome: "not_found" }
  /** `message` says why, to a person. */
  | { readonly outcome: "not_correctable"; readonly message: string };

/** What the sender of a correction is answered, as its receipt says: it was accepted. */
const ACCEPTED = 202;

const HEADERS = JSON.stringify({ "content-type": "application/json" });

const WITHDRAWN = JSON.stringify({
  message:
    "It was put aside before it was judged, and another correction took its place: it is not processed.",
});

const CHANGED = "Something became of it while the correction was looked at. Look at it again.";

/**
 * Writes a correction as a receipt that waits, in one transaction with what it replaces. All that may still become an
 * event in the item's stead is held meanwhile, and asked once more: of corrections of one item, one alone is taken.
 */
export async function writeCorrection(
  ctx: ActorCtx,
  judged: JudgedCorrection,
): Promise<WriteCorrectionResult> {
  const { origin, item, standing } = judged;
  return await ctx.db.sql.begin(async (sql) => {
    await holdReceipts(sql, [
      origin.id,
      standing.receiptId,
      ...(standing.next === null ? [] : [standing.next]),
    ]);
    const now = await findItemStanding(sql, origin.id, item);
    if (now === null) return { outcome: "not_found" };
    const fault = uncorrectableStanding(origin, item, now);
    if (fault !== null) return { outcome: "not_correctable", message: fault };
    if (!isDeepStrictEqual(now, standing)) return { outcome: "not_correctable", message: CHANGED };
    const receiptId = ctx.newId();
    await insert(ctx, sql, judged, receiptId);
    await replace(sql, judged, receiptId);
    await audit(ctx, sql, judged, receiptId);
    return { outcome: "accepted", receiptId };
  });
}

async function insert(
  ctx: ActorCtx,
  sql: Sql,
  { origin, item, body }: JudgedCorrection,
  id: string,
): Promise<void> {
  await insertCorrection(sql, {
    id,
    receivedAt: ctx.clock().toISOString(),
    sourceId: origin.sourceId,
    sourceKey: origin.sourceKey,
    path: `/api/v1/receipts/${origin.id}/items/${item}/correction`,
    headers: HEADERS,
    status: ACCEPTED,
    body,
    correctsReceiptId: origin.id,
    correctsItem: item,
  });
}

async function replace(sql: Sql, { origin, item, standing }: JudgedCorrection, by: string): Promise<void> {
  const { next } = standing;
  const isWithdrawn =
    next === null || (await withdrawCorrection(sql, { receiptId: next, by, detail: WITHDRAWN }));
  const isMarked = await markCorrected(sql, { receiptId: standing.receiptId, item: standing.item, by }, next);
  if (!isWithdrawn || !isMarked) throw new Error("An item changed while its receipt was held.");
  if (!isItself({ origin, item, standing }))
    await nameLastCorrection(sql, { receiptId: origin.id, item, by });
}

async function audit(
  ctx: ActorCtx,
  sql: Sql,
  { origin, item, standing: { next } }: JudgedCorrection,
  correctedBy: string,
): Promise<void> {
  const action = "receipt.corrected";
  await recordAudit(ctx, sql, {
    action,
    entityType: "receipt",
    entityId: origin.id,
    before: { item, outcome: origin.outcome },
    after: { item, correctedBy },
  });
  if (next === null) return;
  await recordAudit(ctx, sql, {
    action,
    entityType: "receipt",
    entityId: next,
    before: { item: 0, outcome: "quarantined" },
    after: { item: 0, correctedBy },
  });
}

/** Whether the item stands for itself: no correction of it was judged. */
export function isItself({
  origin,
  item,
  standing,
}: Pick<JudgedCorrection, "origin" | "item" | "standing">): boolean {
  return standing.receiptId === origin.id && standing.item === item;
}
