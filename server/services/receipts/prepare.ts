import type { PendingReceipt } from "#db/queries/receipts.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import { refuseItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { EvaluatorUnavailable } from "../transformation/evaluator-unavailable.ts";
import { decodeTools } from "./decode-tools.ts";
import type { PreparedItem, PreparedReceipt } from "./receipt-item.ts";
import { Postponed, transformItems } from "./transform-items.ts";
import { MAX_UNPACKED_BYTES, unpack } from "./unpack.ts";

type PrepareCtx = Pick<Ctx, "log" | "sources" | "transformer">;

/**
 * Reads, decodes and transforms a receipt: all that needs no transaction, which must not be kept open while an
 * expression runs.
 *
 * @throws Postponed when the receipt is to be prepared later: its source's transformations took too long, or cannot be
 *   run at present; otherwise when its source is not known
 */
export async function prepareReceipt(ctx: PrepareCtx, receipt: PendingReceipt): Promise<PreparedReceipt> {
  const { id, sourceId, headers, body } = receipt;
  const source = sourceOf(ctx, receipt);
  const unpacking = await unpack(body, headers["content-encoding"] ?? null, MAX_UNPACKED_BYTES);
  if (unpacking.outcome === "refused") {
    return { id, sourceId, items: [refuseItem(unpacking.refusal)], unpackedBytes: 0 };
  }
  const items = await itemsOf(ctx, source, { ...receipt, body: unpacking.body });
  return { id, sourceId, items, unpackedBytes: unpacking.body.byteLength };
}

/** @param receipt `body` is without its compression */
async function itemsOf(
  ctx: PrepareCtx,
  source: Source,
  { id, headers, body, receivedAt }: PendingReceipt,
): Promise<readonly PreparedItem[]> {
  const decoded = decode(source, { headers, body, receivedAt }, decodeTools(ctx));
  if (decoded.outcome === "refused") return [refuseItem(decoded.refusal)];
  try {
    return await transformItems(ctx, source, headers, decoded.items);
  } catch (cause) {
    if (!(cause instanceof EvaluatorUnavailable)) throw cause;
    ctx.log.error({ receiptId: id, err: cause }, "transformations cannot be run; their receipts wait");
    throw new Postponed(cause.message, { cause });
  }
}

function sourceOf({ sources }: Pick<Ctx, "sources">, receipt: PendingReceipt): Source {
  const source = receipt.sourceId === null ? undefined : sources.byId(receipt.sourceId);
  if (source === undefined) throw new Error(`The receipt's source "${receipt.sourceKey}" is not known.`);
  if ("fault" in source) throw new Error(source.fault);
  return source;
}
