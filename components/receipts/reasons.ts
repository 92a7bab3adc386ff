import { REFUSAL_REASONS } from "#schemas/receipt.ts";
import { isRefusalReason } from "#schemas/receipt-search.ts";

/** `bad_signature` → `Bad signature`. */
export function reasonLabel(reason: string): string {
  const words = reason.replaceAll("_", " ").replace(/\bjson\b/, "JSON");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The sentence that explains a reason; empty for one that this version does not know. */
export function reasonSentence(reason: string): string {
  return isRefusalReason(reason) ? REFUSAL_REASONS[reason] : "";
}
