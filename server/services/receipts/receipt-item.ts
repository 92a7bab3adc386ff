import type { ReceiptItemRow } from "#db/queries/receipts.ts";
import type { ItemOutcome, Refusal } from "#schemas/receipt.ts";
import type { DecodedItem, EventDraft } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import { refusedOutcome } from "./curable.ts";

/** An event that was read and cannot be stored yet: nothing is wrong with the request, and its body is kept. */
export interface HeldItem {
  readonly outcome: "held";
  readonly eventId: string;
  readonly refusal: Refusal;
}

/** What can be said of an item before the database is asked. */
export type PreparedItem = DecodedItem | HeldItem;

/** A receipt that was read, decoded and transformed. */
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
  readonly item: number;
  readonly eventId: string | null;
  /** The `id` that its event will have, or that of the event which was there before it. */
  rowId: string;
  readonly draft: EventDraft | null;
  outcome: ItemOutcome;
  refusal: Refusal | null;
}

/** New items for each try: a try writes onto them what became of their events. */
export function toReceiptItems(ctx: Pick<Ctx, "newId">, receipt: PreparedReceipt): ReceiptItem[] {
  return receipt.items.map((prepared, item) => {
    const common = { receiptId: receipt.id, item, rowId: ctx.newId() };
    switch (prepared.outcome) {
      case "event": {
        const { eventId } = prepared.envelope;
        return { ...common, eventId, draft: prepared, outcome: "stored", refusal: null };
      }
      case "held": {
        const { eventId, refusal } = prepared;
        return { ...common, eventId, draft: null, outcome: "quarantined", refusal };
      }
      case "refused": {
        const { refusal } = prepared;
        return { ...common, eventId: null, draft: null, outcome: refusedOutcome(refusal), refusal };
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
    detail: item.refusal === null ? null : JSON.stringify(item.refusal),
    eventRowId: item.draft === null || item.outcome === "rejected" ? null : item.rowId,
    eventId: item.eventId,
  };
}
