/**
 * What became of a receipt, or of one item of it. `pending`: accepted and not yet processed. `mixed`: a
 * batch whose items differ. The balance `received = stored + duplicate + conflict + rejected + quarantined +
 * pending` holds over items, a receipt without items counting as one.
 */
export const RECEIPT_OUTCOMES = [
  "pending",
  "stored",
  "duplicate",
  "conflict",
  "rejected",
  "quarantined",
  "mixed",
] as const;
export type ReceiptOutcome = (typeof RECEIPT_OUTCOMES)[number];
export type ItemOutcome = Exclude<ReceiptOutcome, "pending" | "mixed">;

/** Why a request or an item was not stored. Stable: shown to people, and the last part of a problem's `type`. */
export const REFUSAL_REASONS = {
  unknown_source: "No source has this key.",
  source_disabled: "The source is disabled.",
  missing_signature: "The request carries no signature.",
  bad_signature: "The signature does not match the body and the source's secret.",
  missing_credentials: "The request carries no API key.",
  bad_credentials: "The API key is unknown or revoked.",
  method_not_allowed: "The method is not one that this door answers.",
  unsupported_media_type: "The content type or encoding is not one that this door reads.",
  too_large: "The body is over the limit.",
  unreadable_body: "The body ended early or is not what its headers say.",
  malformed_json: "The body is not valid JSON.",
  unstorable_json: "The JSON is valid but holds something that cannot be stored faithfully.",
  invalid_envelope: "The event does not have the shape of the specification's envelope.",
  missing_mapping: "The event's name or id could not be read from the request.",
  reserved_event_id: "The event id begins with the key of a webhook source and so belongs to it.",
  different_content: "Another event with this id is stored already, and differs.",
  processing_failed: "Processing failed again and again; the cause is in the receipt's detail.",
} as const;
export type RefusalReason = keyof typeof REFUSAL_REASONS;

/** A refusal in full: `pointer` is a JSON Pointer (RFC 6901) into the body where there is one to name, made by shortPointer. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
  readonly pointer?: string;
}

/** A key may be as long as a body: this much of a pointer finds the place, and what refuses it stays small. */
const MAX_POINTER_CHARACTERS = 500;

/** A JSON Pointer as refusals show it: the beginning of one that is very long, and `…`. Never half of a surrogate pair. */
export function shortPointer(pointer: string): string {
  if (pointer.length <= MAX_POINTER_CHARACTERS) return pointer;
  const beginning = pointer.slice(0, MAX_POINTER_CHARACTERS);
  return `${beginning.isWellFormed() ? beginning : beginning.slice(0, -1)}…`;
}
