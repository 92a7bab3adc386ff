import type { Envelope } from "#schemas/envelope.ts";
import type { Refusal } from "#schemas/receipt.ts";

/**
 * An event as it was read from a receipt, before it is stored. The texts are what jsonb is given, so that
 * numbers keep their digits; `envelope` is what matching looks at.
 */
export interface EventDraft {
  readonly outcome: "event";
  readonly envelope: Envelope;
  readonly sourceText: string;
  readonly payloadText: string;
  readonly metadataText: string;
  /** The sender said when it happened. Otherwise the time is that of the receipt, and a redelivery has another. */
  readonly timestampStated: boolean;
}

export interface RefusedItem {
  readonly outcome: "refused";
  readonly refusal: Refusal;
}

export type DecodedItem = EventDraft | RefusedItem;

export function refuseItem(refusal: Refusal): RefusedItem {
  return { outcome: "refused", refusal };
}
