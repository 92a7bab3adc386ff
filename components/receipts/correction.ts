import { parseExact, prettyJson } from "#components/json/exact.ts";
import type { Outputs } from "#components/trpc/client.ts";
import type { ReceiptDetails } from "./details.ts";

/** The item whose event a correction begins with. */
export interface Beginning {
  readonly receiptId: string;
  readonly item: number;
}

/**
 * What a correction of an item begins with: its own event, or a correction that was put aside and is to be replaced.
 *
 * @param became the outcome of the last correction that was sent; null: there is none, or it is not known
 * @returns null: it is not corrected here. What was corrected already is corrected once more where its correction is
 */
export function beginningFor(
  receipt: Pick<ReceiptDetails["receipt"], "id" | "outcome" | "correctsReceiptId">,
  item: Pick<ReceiptDetails["items"][number], "item" | "outcome" | "eventId" | "correctedBy">,
  became: string | null,
): Beginning | null {
  const wasPutAside = receipt.correctsReceiptId !== null && item.eventId === null;
  if (!isRefused(item.outcome) || receipt.outcome === "pending" || wasPutAside) return null;
  if (item.correctedBy === null) return { receiptId: receipt.id, item: item.item };
  return became === "quarantined" ? { receiptId: item.correctedBy, item: 0 } : null;
}

/** Whether a person can mend what became of an event. */
export function isRefused(outcome: string | null): boolean {
  return outcome === "rejected" || outcome === "conflict";
}

/** What a person begins with: the event as it was judged, or nothing and the reason for it. */
export function beginningOf(event: Outputs["receipts"]["itemEvent"]): {
  readonly text: string;
  readonly note: string | null;
} {
  switch (event.outcome) {
    case "found":
      return { text: prettyJson(parseExact(event.text)), note: null };
    case "not_found":
      return { text: "", note: "It is past its retention." };
    case "body_gone":
      return {
        text: "",
        note: "The request's body is not kept any more. Write the event as it should have been.",
      };
    case "unreadable":
      return {
        text: "",
        note: `No event can be read from it: ${event.message} Write it as it should have been.`,
      };
  }
}

/** Why a correction was not taken, in a sentence; null: it was. */
export function refusedCorrection(result: Outputs["receipts"]["correct"]): string | null {
  switch (result.outcome) {
    case "accepted":
      return null;
    case "not_found":
      return "There is no such event any more: it is past its retention.";
    case "not_correctable":
      return result.message;
    case "invalid":
      return withPlace(result.refusal);
  }
}

/** Most sentences name their place themselves. */
function withPlace({ pointer, message }: { readonly pointer?: string; readonly message: string }): string {
  return !pointer || message.includes(pointer) ? message : `${pointer}: ${message}`;
}
