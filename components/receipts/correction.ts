import { parseExact, prettyJson } from "#components/json/exact.ts";
import type { Outputs } from "#components/trpc/client.ts";

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
      return result.refusal.pointer
        ? `${result.refusal.pointer}: ${result.refusal.message}`
        : result.refusal.message;
  }
}
