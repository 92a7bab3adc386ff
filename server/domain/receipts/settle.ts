import type { ItemOutcome, ReceiptOutcome } from "#schemas/receipt.ts";

/** What a receipt's items make of the receipt: their common outcome, or `mixed`; `answered` where there are none. */
export function settleReceipt(items: readonly ItemOutcome[]): Exclude<ReceiptOutcome, "pending"> {
  const [first] = items;
  if (first === undefined) return "answered";
  return items.every((outcome) => outcome === first) ? first : "mixed";
}
