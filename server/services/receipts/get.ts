import {
  findReceipt,
  type ReceiptDetailItemRow,
  type ReceiptDetailRow,
  receiptItems,
} from "#db/queries/receipts-read.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { MAX_RELATED_ROWS, MAX_SHOWN_BODY_BYTES } from "../limits.ts";

/** A request as it came in. `bodyText` is its beginning, read as UTF-8; null when no body was kept. */
export interface ReceiptDetail {
  readonly receipt: Omit<ReceiptDetailRow, "body">;
  readonly bodyText: string | null;
  readonly bodyShownBytes: number;
  readonly items: readonly ReceiptDetailItemRow[];
}

export type GetReceiptResult =
  | ({ readonly outcome: "found" } & ReceiptDetail)
  | { readonly outcome: "not_found" };

export async function getReceipt(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetReceiptResult> {
  const { sql } = args.ctx.db;
  requirePermission(args.ctx.actor, "receipts.read");
  const { id } = byId.parse(args.input);
  const [found, items] = await Promise.all([
    findReceipt(sql, id, MAX_SHOWN_BODY_BYTES),
    receiptItems(sql, id, MAX_RELATED_ROWS),
  ]);
  if (found === null) return { outcome: "not_found" };
  const { body, ...receipt } = found;
  return {
    outcome: "found",
    receipt,
    items,
    bodyText: body === null ? null : new TextDecoder().decode(body),
    bodyShownBytes: body?.byteLength ?? 0,
  };
}
