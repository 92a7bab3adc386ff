import {
  findItemOrigin,
  holdReceipt,
  type ItemOrigin,
  insertCorrection,
  type LatestCorrection,
  latestCorrection,
  markCorrected,
} from "#db/queries/receipts-correct.ts";
import { correctionInput } from "#schemas/correction.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { decodeCorrection } from "#server/domain/receipts/decode-correction.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { checkCorrection } from "./check-correction.ts";
import { decodeTools } from "./decode-tools.ts";
import { readItemDraft } from "./item-draft.ts";
import { usableSource } from "./usable-source.ts";

export type CorrectionResult =
  /** It waits for being processed, under this receipt. */
  | { readonly outcome: "accepted"; readonly receiptId: string }
  | { readonly outcome: "not_found" }
  /** `message` says why, to a person. */
  | { readonly outcome: "not_correctable"; readonly message: string }
  /** What was written is no event, or none that may take the item's place. */
  | { readonly outcome: "invalid"; readonly refusal: Refusal };

/** What the sender of a correction is answered, as its receipt says: it was accepted. */
const ACCEPTED = 202;

const HEADERS = JSON.stringify({ "content-type": "application/json" });

/** Outcomes that a person can mend. What is held waits for its source's configuration, and is verified again. */
const CORRECTABLE: ReadonlySet<string> = new Set(["rejected", "conflict"]);

/**
 * Sends a corrected event for an item that was rejected, or whose id another event has. The correction is a receipt of
 * its own, processed and judged like any other; the item keeps its outcome, and names the correction.
 */
export async function correctItem({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CorrectionResult> {
  requirePermission(ctx.actor, "receipts.correct");
  const { receiptId, item, event } = correctionInput.parse(input);
  const origin = await findItemOrigin(ctx.db.sql, receiptId, item);
  if (origin === null) return { outcome: "not_found" };
  if (!CORRECTABLE.has(origin.outcome)) return notCorrectable(describeOutcome(origin.outcome));
  const usable = await usableSource(ctx, origin.sourceId);
  if (usable.outcome === "unusable") return notCorrectable(usable.message);
  const body = new TextEncoder().encode(event);
  const refusal = await judge(ctx, { source: usable.source, origin, item, body });
  if (refusal !== null) return { outcome: "invalid", refusal };
  const written = await write(ctx, origin, item, body);
  if (written.outcome === "accepted") await ctx.jobs.process([written.receiptId]);
  return written;
}

interface Correcting {
  readonly source: Source;
  readonly origin: ItemOrigin;
  readonly item: number;
  readonly body: Uint8Array;
}

/** Null: nothing speaks against the correction as such. Its schema and the rules judge it when it is processed. */
async function judge(ctx: ActorCtx, { source, origin, item, body }: Correcting): Promise<Refusal | null> {
  const decoded = decodeCorrection(source, body, decodeTools(ctx));
  if (decoded.outcome === "refused") return decoded.refusal;
  const [next] = decoded.items;
  if (next === undefined) throw new Error("A correction was read, and holds no event.");
  if (next.outcome === "refused") return next.refusal;
  const before = await readItemDraft(ctx, source, origin, item);
  return checkCorrection(next, { origin, source, before: before.outcome === "event" ? before.draft : null });
}

async function write(
  ctx: ActorCtx,
  origin: ItemOrigin,
  item: number,
  body: Uint8Array,
): Promise<CorrectionResult> {
  return await ctx.db.sql.begin(async (sql) => {
    const held = await holdReceipt(sql, origin.id);
    if (held === null) return { outcome: "not_found" };
    if (held === "pending")
      return notCorrectable("The request is processed once more just now. Look again in a moment.");
    const latest = await latestCorrection(sql, origin.id, item);
    if (latest === null) return { outcome: "not_found" };
    const fault = describeLatest(origin, item, latest);
    if (fault !== null) return notCorrectable(fault);
    const receiptId = ctx.newId();
    await insertCorrection(sql, {
      id: receiptId,
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
    for (const place of [{ receiptId: origin.id, item }, latest]) {
      await markCorrected(sql, { receiptId: place.receiptId, item: place.item, by: receiptId });
    }
    await recordAudit(ctx, sql, {
      action: "receipt.corrected",
      entityType: "receipt",
      entityId: origin.id,
      before: { item, outcome: origin.outcome },
      after: { item, correctedBy: receiptId },
    });
    return { outcome: "accepted", receiptId };
  });
}

/** Null: it may be corrected, for the first time or because the last correction came to nothing. */
function describeLatest(origin: ItemOrigin, item: number, latest: LatestCorrection): string | null {
  if (latest.unprocessed !== null) {
    return `It was corrected already, by the receipt ${latest.unprocessed}, which has not come to an end yet.`;
  }
  if (CORRECTABLE.has(latest.outcome)) return null;
  const isItself = latest.receiptId === origin.id && latest.item === item;
  return isItself
    ? describeOutcome(latest.outcome)
    : `It was corrected already, by the receipt ${latest.receiptId}.`;
}

function describeOutcome(outcome: string): string {
  return outcome === "quarantined"
    ? "It is held, and nothing is wrong with the event itself: mend its source's configuration, and verify it again."
    : `It is ${outcome}: only what was rejected, or has the id of another event, can be corrected.`;
}

function notCorrectable(message: string): CorrectionResult {
  return { outcome: "not_correctable", message };
}
