import type { PendingReceipt } from "#db/queries/receipts.ts";
import { type DecodedItem, refuseItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import { EvaluatorUnavailable } from "../evaluation/evaluator-unavailable.ts";
import type { Source } from "../sources/directory.ts";
import { judgeItems } from "./judge-items.ts";
import { readReceipt } from "./read-receipt.ts";
import type { PreparedItem, PreparedReceipt } from "./receipt-item.ts";
import { Postponed, transformItems } from "./transform-items.ts";

type PrepareCtx = Pick<Ctx, "log" | "sources" | "transformer" | "schemas" | "rules">;

/**
 * Reads, decodes, transforms and judges a receipt: all that needs no transaction, which must not be kept open while an
 * expression runs.
 *
 * @throws Postponed when the receipt is to be prepared later: its source's transformations took too long, or expressions
 *   cannot be run at present; otherwise when its source is not known
 */
export async function prepareReceipt(ctx: PrepareCtx, receipt: PendingReceipt): Promise<PreparedReceipt> {
  const { id, sourceId } = receipt;
  const source = sourceOf(ctx, receipt);
  const read = await readReceipt(ctx, source, receipt);
  const { unpackedBytes } = read;
  if (read.outcome === "refused") return { id, sourceId, items: [refuseItem(read.refusal)], unpackedBytes };
  return { id, sourceId, items: await itemsOf(ctx, source, receipt, read.items), unpackedBytes };
}

/** A person's correction says what is to be stored: it was transformed before, where its source does that. */
async function itemsOf(
  ctx: PrepareCtx,
  source: Source,
  { id, headers, isCorrection }: PendingReceipt,
  decoded: readonly DecodedItem[],
): Promise<readonly PreparedItem[]> {
  try {
    const items = isCorrection ? decoded : await transformItems(ctx, source, headers, decoded);
    return await judgeItems(ctx, items);
  } catch (cause) {
    if (!(cause instanceof EvaluatorUnavailable)) throw cause;
    ctx.log.error({ receiptId: id, err: cause }, "expressions cannot be run; their receipts wait");
    throw new Postponed(cause.message, { cause });
  }
}

function sourceOf({ sources }: Pick<Ctx, "sources">, receipt: PendingReceipt): Source {
  const source = receipt.sourceId === null ? undefined : sources.byId(receipt.sourceId);
  if (source === undefined) throw new Error(`The receipt's source "${receipt.sourceKey}" is not known.`);
  if ("fault" in source) throw new Error(source.fault);
  return source;
}
