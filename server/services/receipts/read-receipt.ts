import type { PendingReceipt } from "#db/queries/receipts.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import { decodeCorrection } from "#server/domain/receipts/decode-correction.ts";
import type { DecodedItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { decodeTools } from "./decode-tools.ts";
import { MAX_UNPACKED_BYTES, unpack } from "./unpack.ts";

/** What is in a kept request. `unpackedBytes` is what its body has without its compression. */
export type ReceiptReading =
  | { readonly outcome: "items"; readonly items: readonly DecodedItem[]; readonly unpackedBytes: number }
  | { readonly outcome: "refused"; readonly refusal: Refusal; readonly unpackedBytes: number };

/** Unpacks and decodes a kept request. A person's correction is an envelope, whatever its source sends. */
export async function readReceipt(
  ctx: Pick<Ctx, "sources">,
  source: Source,
  {
    headers,
    body,
    receivedAt,
    isCorrection,
  }: Pick<PendingReceipt, "headers" | "body" | "receivedAt" | "isCorrection">,
): Promise<ReceiptReading> {
  const unpacking = await unpack(body, headers["content-encoding"] ?? null, MAX_UNPACKED_BYTES);
  if (unpacking.outcome === "refused") return { ...unpacking, unpackedBytes: 0 };
  const tools = decodeTools(ctx);
  const decoded = isCorrection
    ? decodeCorrection(source, unpacking.body, tools)
    : decode(source, { headers, body: unpacking.body, receivedAt }, tools);
  return { ...decoded, unpackedBytes: unpacking.body.byteLength };
}
