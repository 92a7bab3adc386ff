import type { Envelope } from "#schemas/envelope.ts";
import type { Refusal } from "#schemas/receipt.ts";

/** Events of one request: what a transaction stores in a second or two, and a receipt's page can still show. */
export const MAX_REQUEST_ITEMS = 10_000;

/**
 * An event as it was read from a receipt, before it is stored. The texts are what jsonb is given, so that
 * numbers keep their digits; `envelope` is what schemas, rules and matching look at. Its `timestamp` is the text that the
 * log gives back, which is not always the one that was sent: see toStoredTimestamp.
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

/** What is in a request: its items, in order, or nothing that could be told apart as items. */
export type DecodedRequest =
  | {
      readonly outcome: "items";
      readonly items: readonly DecodedItem[];
      /** The sender sent a list, be it of one: it is answered with a list. */
      readonly isList: boolean;
    }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

export function oneItem(item: DecodedItem): DecodedRequest {
  return { outcome: "items", items: [item], isList: false };
}

export function listOf(items: readonly DecodedItem[]): DecodedRequest {
  return { outcome: "items", items, isList: true };
}

export function refuseItem(refusal: Refusal): RefusedItem {
  return { outcome: "refused", refusal };
}
