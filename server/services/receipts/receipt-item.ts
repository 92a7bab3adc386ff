import type { ReceiptItemRow } from "#db/queries/receipts.ts";
import type { ItemOutcome, Refusal, Violation } from "#schemas/receipt.ts";
import type { DecodedItem, EventDraft, RefusedItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import { refusedOutcome } from "./curable.ts";
import { storableJson } from "./storable-json.ts";

/** An event that was read and cannot be stored yet: nothing is wrong with the request, and its body is kept. */
export interface HeldItem {
  readonly outcome: "held";
  readonly eventId: string;
  readonly pattern: string;
  readonly refusal: Refusal;
}

/** An item that was decoded, and transformed where its source does that. */
export type TransformedItem = DecodedItem | HeldItem;

/** An event, and what its schema and the business rules say of it. */
export interface JudgedEvent {
  readonly outcome: "event";
  readonly draft: EventDraft;
  /** Null: nothing speaks against storing it. */
  readonly refusal: Refusal | null;
  /** Of rules that only warn. */
  readonly warnings: readonly Violation[];
}

/** What can be said of an item before the database is asked. */
export type PreparedItem = RefusedItem | HeldItem | JudgedEvent;

/** A receipt that was read, decoded, transformed and judged. */
export interface PreparedReceipt {
  readonly id: string;
  readonly sourceId: string | null;
  readonly items: readonly PreparedItem[];
  /** Of the body without its compression; the items' texts may be parts of it, and keep it in memory. */
  readonly unpackedBytes: number;
}

/** An item under way: `stored` until something speaks against it. */
export interface ReceiptItem {
  readonly receiptId: string;
  readonly sourceId: string | null;
  readonly item: number;
  readonly eventId: string | null;
  readonly pattern: string | null;
  /** The `id` that its event will have, or that of the event which was there before it. */
  rowId: string;
  /** The event, when it could be read: one that is refused may be in the log already. */
  readonly draft: EventDraft | null;
  outcome: ItemOutcome;
  refusal: Refusal | null;
  warnings: readonly Violation[];
}

/** New items for each try: a try writes onto them what became of their events. */
export function toReceiptItems(ctx: Pick<Ctx, "newId">, receipt: PreparedReceipt): ReceiptItem[] {
  return receipt.items.map((prepared, item) => {
    const common = { receiptId: receipt.id, sourceId: receipt.sourceId, item, rowId: ctx.newId() };
    switch (prepared.outcome) {
      case "event": {
        const { draft, refusal, warnings } = prepared;
        const { eventId, pattern } = draft.envelope;
        const outcome = refusal === null ? "stored" : "rejected";
        return { ...common, eventId, pattern, draft, outcome, refusal, warnings };
      }
      case "held": {
        const { eventId, pattern, refusal } = prepared;
        const nothing = { draft: null, warnings: [] };
        return { ...common, ...nothing, eventId, pattern, outcome: "quarantined", refusal };
      }
      case "refused": {
        const { refusal } = prepared;
        const nothing = { eventId: null, pattern: null, draft: null, warnings: [] };
        return { ...common, ...nothing, outcome: refusedOutcome(refusal), refusal };
      }
    }
  });
}

export function toItemRow(item: ReceiptItem): ReceiptItemRow {
  return {
    receiptId: item.receiptId,
    item: item.item,
    outcome: item.outcome,
    reason: item.refusal?.reason ?? null,
    detail: item.refusal === null ? null : storableJson(item.refusal),
    eventRowId: item.draft === null || item.outcome === "rejected" ? null : item.rowId,
    eventId: item.eventId,
    pattern: item.pattern,
    warnings: item.warnings.length === 0 ? null : storableJson(item.warnings),
  };
}
