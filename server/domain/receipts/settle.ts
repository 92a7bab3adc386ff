import type { ItemOutcome, ReceiptOutcome } from "#schemas/receipt.ts";

/** What a receipt's items make of the receipt: their common outcome, or `mixed`. */
export function settleReceipt(items: readonly ItemOutcome[]): Exclude<ReceiptOutcome, "pending"> {
  const [first] = items;
  if (first === undefined) return "rejected";
  return items.every((outcome) => outcome === first) ? first : "mixed";
}
