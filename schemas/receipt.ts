/**
 * What became of a receipt, or of one item of it. `pending`: accepted and not yet processed. `answered`: a
 * provider's handshake, or a request without events: there is nothing to store. `mixed`: a batch whose items
 * differ. The balance `received = stored + duplicate + conflict + rejected + quarantined + answered + pending` holds
 * over items, a receipt without items counting as many as its `requests`.
 */
export const RECEIPT_OUTCOMES = [
  "pending",
  "stored",
  "duplicate",
  "conflict",
  "rejected",
  "quarantined",
  "answered",
  "mixed",
] as const;
export type ReceiptOutcome = (typeof RECEIPT_OUTCOMES)[number];
export type ItemOutcome = Exclude<ReceiptOutcome, "pending" | "answered" | "mixed">;

/** Why a request or an item was not stored. Stable: shown to people, and the last part of a problem's `type`. */
export const REFUSAL_REASONS = {
  unknown_source: "No source has this key.",
  source_disabled: "The source is disabled.",
  missing_signature: "The request carries no signature.",
  bad_signature: "The signature does not match the body and the source's secret.",
  stale_signature: "The signature is right and too old, or from the future.",
  address_not_allowed: "The source does not take requests from this address.",
  missing_credentials: "The request carries no API key.",
  bad_credentials: "The API key is unknown or revoked.",
  missing_scope: "The API key may not do this.",
  invalid_idempotency_key: "The Idempotency-Key cannot be used.",
  bad_handshake: "The hand-shake asks for something that is none.",
  method_not_allowed: "The method is not one that this door answers.",
  unsupported_media_type: "The content type or encoding is not one that this door reads.",
  too_large: "The body is over the limit.",
  unreadable_body: "The body ended early or is not what its headers say.",
  malformed_json: "The body is not valid JSON.",
  unstorable_json: "The JSON is valid but holds something that cannot be stored faithfully.",
  invalid_envelope: "The event does not have the shape of the specification's envelope.",
  invalid_cloudevent: "The event does not have the shape of a CloudEvent 1.0.",
  missing_mapping: "The event's name or id could not be read from the request.",
  transformation_failed: "The source's transformation failed for this event.",
  reserved_event_id: "The event id begins with the key of a webhook source and so belongs to it.",
  over_limit: "There were more requests than the source or the key allows.",
  too_many_items: "The request holds more events than one request may.",
  idempotency_key_reused: "The Idempotency-Key was used for another request.",
  schema_violation: "The payload does not conform to the event's schema.",
  unknown_version: "The event names a version of its schema that is not registered.",
  rule_violation: "A business rule refuses the event.",
  different_content: "Another event with this id is stored already, and differs.",
  processing_failed: "Processing failed again and again, by a fault of Tidings or of its configuration.",
} as const;
export type RefusalReason = keyof typeof REFUSAL_REASONS;

/** A refusal in full: `pointer` is a JSON Pointer (RFC 6901) into the body where there is one to name, made by shortPointer. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
  readonly pointer?: string;
  /** Everything that is wrong with the event, where more than one thing can be: at most MAX_VIOLATIONS. */
  readonly errors?: readonly Violation[];
  /** What was found out about a signature that is not right. */
  readonly diagnosis?: Diagnosis;
}

/** More say nothing more to a person, and a hostile event can have as many as it has values. */
export const MAX_VIOLATIONS = 50;

/** One thing that is wrong with an event. */
export interface Violation {
  /** JSON Pointer (RFC 6901) into the event: `/payload/amount`. Made by shortPointer. */
  readonly pointer: string;
  /** One sentence for a person. */
  readonly message: string;
  /** The JSON Schema keyword that it violates, and the version of the schema. */
  readonly keyword?: string;
  readonly schemaVersion?: string;
  /** The business rule that it violates, and the rule's version. */
  readonly rule?: string;
  readonly ruleVersion?: number;
  /** What was wanted and what was there, as JSON text that is cut when it is long. */
  readonly expected?: string;
  readonly actual?: string;
}

/** Why a signature is not right, where that can be told. */
export type Diagnosis =
  | { readonly kind: "older_secret" }
  /** Positive: signed before now. */
  | { readonly kind: "skew"; readonly skewSeconds: number }
  | { readonly kind: "body_rewritten"; readonly change: string };

/** A key may be as long as a body: this much of a pointer finds the place, and what refuses it stays small. */
const MAX_POINTER_CHARACTERS = 500;

/** A JSON Pointer as refusals show it: the beginning of one that is very long, and `…`. Never half of a surrogate pair. */
export function shortPointer(pointer: string): string {
  if (pointer.length <= MAX_POINTER_CHARACTERS) return pointer;
  const beginning = pointer.slice(0, MAX_POINTER_CHARACTERS);
  return `${beginning.isWellFormed() ? beginning : beginning.slice(0, -1)}…`;
}
