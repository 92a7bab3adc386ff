import type { PendingReceipt, ReceiptItemRow } from "#db/queries/receipts.ts";
import type { ItemOutcome, Refusal } from "#schemas/receipt.ts";
import { PRESETS, type Preset } from "#schemas/source.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import type { EventDraft } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";

/** An item under way: `stored` until something speaks against it. */
export interface ReceiptItem {
  readonly receiptId: string;
  readonly item: number;
  /** The `id` that its event will have, or that of the event which was there before it. */
  rowId: string;
  readonly draft: EventDraft | null;
  outcome: ItemOutcome;
  refusal: Refusal | null;
}

/** Reads a receipt's items; those that cannot become events are `rejected` already. */
export function decodeReceipt(ctx: Pick<Ctx, "newId" | "sources">, receipt: PendingReceipt): ReceiptItem[] {
  const items = decode(presetOf(receipt), receipt, ctx.sources.webhookKeys);
  return items.map((decoded, item) => {
    const common = { receiptId: receipt.id, item, rowId: ctx.newId() };
    switch (decoded.outcome) {
      case "event":
        return { ...common, draft: decoded, outcome: "stored", refusal: null };
      case "refused":
        return { ...common, draft: null, outcome: "rejected", refusal: decoded.refusal };
    }
  });
}

function presetOf(receipt: PendingReceipt): Preset {
  const preset = PRESETS.find((known) => known === receipt.preset);
  if (!preset)
    throw new Error(`The receipt's source has the preset "${receipt.preset}", which nothing can read.`);
  return preset;
}

export function toItemRow(item: ReceiptItem): ReceiptItemRow {
  return {
    receiptId: item.receiptId,
    item: item.item,
    outcome: item.outcome,
    reason: item.refusal?.reason ?? null,
    detail: item.refusal === null ? null : JSON.stringify(item.refusal),
    eventRowId: item.draft === null || item.outcome === "rejected" ? null : item.rowId,
    eventId: item.draft?.envelope.eventId ?? null,
  };
}
