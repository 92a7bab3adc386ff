import { z } from "zod";
import { pageSize } from "./page.ts";
import { RECEIPT_OUTCOMES, REFUSAL_REASONS, type RefusalReason } from "./receipt.ts";
import { MAX_SOURCE_KEY_CHARACTERS } from "./source.ts";

const REASONS = Object.keys(REFUSAL_REASONS);

/** Whether a text is one of the reasons that Tidings gives. */
export function isRefusalReason(value: string): value is RefusalReason {
  return REASONS.includes(value);
}

export const receiptFilter = z.object({
  outcome: z.enum(RECEIPT_OUTCOMES).optional(),
  reason: z.string().refine(isRefusalReason, "This is not a reason that Tidings gives.").optional(),
  sourceKey: z.string().trim().min(1).max(MAX_SOURCE_KEY_CHARACTERS).optional(),
});
export type ReceiptFilter = z.infer<typeof receiptFilter>;

/** Receipts come newest first; the cursor is the last row's id, a UUIDv7. */
export const listReceiptsInput = z.object({
  filter: receiptFilter,
  cursor: z.uuid().nullish(),
  limit: pageSize,
});
