import type { Outputs } from "#components/trpc/client.ts";
import type { ReceiptDetails } from "./details.ts";

export type Reverification = Outputs["receipts"]["reverify"][number];

/** Why a receipt is in quarantine: nobody knows who sent it, or it is genuine and could not be read. */
export type Quarantine = "unverified" | "unreadable";

/** Null when nothing of the receipt is in quarantine. */
export function quarantineOf({ receipt, items }: ReceiptDetails): Quarantine | null {
  const isHeld =
    receipt.outcome === "quarantined" ||
    (receipt.outcome === "mixed" && items.some(({ outcome }) => outcome === "quarantined"));
  if (!isHeld) return null;
  return receipt.isVerified ? "unreadable" : "unverified";
}

/**
 * What became of looking at a receipt once more, in a sentence.
 *
 * @param known why it was put into quarantine, which is not said twice
 */
export function reverificationSentence(
  result: Reverification,
  quarantine: Quarantine,
  known: string | null,
): string {
  switch (result.outcome) {
    case "requeued":
      return quarantine === "unverified"
        ? "The request is taken as genuine. It is processed now."
        : "The request is processed once more.";
    case "answered":
      return "The request is genuine and a question of the provider's own: it holds no event.";
    case "refused": {
      const still = `It still cannot be ${quarantine === "unverified" ? "verified" : "read"}`;
      return result.refusal.message === known
        ? `${still}, for the same reason.`
        : `${still}. ${result.refusal.message}`;
    }
    case "undecided":
      return result.message;
    case "not_quarantined":
      return "It is not in quarantine any more: somebody else released it.";
    case "body_gone":
      return "Its body is not kept any more, so there is nothing to process.";
  }
}
