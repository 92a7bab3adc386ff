import type { PendingReceipt } from "#db/queries/receipts.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import { refuseItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { decodeTools } from "./decode-tools.ts";
import type { PreparedItem, PreparedReceipt } from "./receipt-item.ts";
import { transformItems } from "./transform-items.ts";
import { MAX_UNPACKED_BYTES, unpack } from "./unpack.ts";

/**
 * Reads, decodes and transforms a receipt: all that needs no transaction, which must not be kept open while an
 * expression runs.
 *
 * @throws when the receipt's source is not known, or transformations cannot be run at present
 */
export async function prepareReceipt(
  ctx: Pick<Ctx, "sources" | "transformer">,
  receipt: PendingReceipt,
): Promise<PreparedReceipt> {
  const items = await itemsOf(ctx, sourceOf(ctx, receipt), receipt);
  return { id: receipt.id, sourceId: receipt.sourceId, items };
}

async function itemsOf(
  ctx: Pick<Ctx, "sources" | "transformer">,
  source: Source,
  { headers, body, receivedAt }: PendingReceipt,
): Promise<readonly PreparedItem[]> {
  const unpacking = await unpack(body, headers["content-encoding"] ?? null, MAX_UNPACKED_BYTES);
  if (unpacking.outcome === "refused") return [refuseItem(unpacking.refusal)];
  const decoded = decode(source, { headers, body: unpacking.body, receivedAt }, decodeTools(ctx));
  if (decoded.outcome === "refused") return [refuseItem(decoded.refusal)];
  return await transformItems(ctx, source, headers, decoded.items);
}

function sourceOf({ sources }: Pick<Ctx, "sources">, receipt: PendingReceipt): Source {
  const source = receipt.sourceId === null ? undefined : sources.byId(receipt.sourceId);
  if (source === undefined) throw new Error(`The receipt's source "${receipt.sourceKey}" is not known.`);
  if ("fault" in source) throw new Error(source.fault);
  return source;
}
