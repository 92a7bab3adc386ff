import { findItemOrigin, findItemStanding } from "#db/queries/receipts-correct.ts";
import { correctionInput } from "#schemas/correction.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { decodeCorrection } from "#server/domain/receipts/decode-correction.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { checkCorrection } from "./check-correction.ts";
import { uncorrectableOrigin, uncorrectableStanding } from "./correctable.ts";
import { decodeTools } from "./decode-tools.ts";
import { readItemDraft } from "./item-draft.ts";
import { usableSource } from "./usable-source.ts";
import {
  isItself,
  type JudgedCorrection,
  type WriteCorrectionResult,
  writeCorrection,
} from "./write-correction.ts";

export type CorrectionResult =
  /** `accepted`: it waits for being processed, under this receipt. */
  | WriteCorrectionResult
  /** What was written is no event, or none that may take the item's place. */
  | { readonly outcome: "invalid"; readonly refusal: Refusal };

/**
 * Sends a corrected event for an item that was rejected, or whose id another event has. The correction is a receipt of
 * its own, processed and judged like any other; the item keeps its outcome, and names the correction. Where the item
 * was corrected before, in vain, it is the last of these corrections that is corrected, and that says which id is kept.
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
  const hopeless = uncorrectableOrigin(origin);
  if (hopeless !== null) return notCorrectable(hopeless);
  const standing = await findItemStanding(ctx.db.sql, receiptId, item);
  if (standing === null) return { outcome: "not_found" };
  const fault = uncorrectableStanding(origin, item, standing);
  if (fault !== null) return notCorrectable(fault);
  const usable = await usableSource(ctx, origin.sourceId);
  if (usable.outcome === "unusable") return notCorrectable(usable.message);
  const correction = { origin, item, standing, body: new TextEncoder().encode(event) };
  const refusal = await judge(ctx, usable.source, correction);
  if (refusal !== null) return { outcome: "invalid", refusal };
  const written = await writeCorrection(ctx, correction);
  if (written.outcome === "accepted") await ctx.jobs.process([written.receiptId]);
  return written;
}

/** Null: nothing speaks against the correction as such. Its schema and the rules judge it when it is processed. */
async function judge(ctx: ActorCtx, source: Source, correction: JudgedCorrection): Promise<Refusal | null> {
  const decoded = decodeCorrection(source, correction.body, decodeTools(ctx));
  if (decoded.outcome === "refused") return decoded.refusal;
  const [next] = decoded.items;
  if (next === undefined) throw new Error("A correction was read, and holds no event.");
  if (next.outcome === "refused") return next.refusal;
  const before = await latestDraft(ctx, source, correction);
  return checkCorrection(next, { latest: correction.standing, source, before });
}

/** The event that is corrected, or the last correction of it that was judged; null: it cannot be read any more. */
async function latestDraft(ctx: ActorCtx, source: Source, correction: JudgedCorrection) {
  const { origin, standing } = correction;
  const latest = isItself(correction)
    ? origin
    : await findItemOrigin(ctx.db.sql, standing.receiptId, standing.item);
  if (latest === null) return null;
  const read = await readItemDraft(ctx, source, latest, standing.item);
  return read.outcome === "event" ? read.draft : null;
}

function notCorrectable(message: string): CorrectionResult {
  return { outcome: "not_correctable", message };
}
