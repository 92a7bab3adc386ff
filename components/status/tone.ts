import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Copy,
  Layers,
  LoaderCircle,
  type LucideIcon,
  OctagonAlert,
  RotateCw,
  ShieldAlert,
} from "lucide-react";
import type { ReceiptOutcome } from "#schemas/receipt.ts";
import type { DeliveryStatus } from "#schemas/workflow.ts";

export type Tone = "good" | "waiting" | "bad" | "warning" | "neutral";

/** How a status looks: always an icon and a word, never a colour alone. */
export interface Appearance {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly tone: Tone;
}

export const DELIVERY_APPEARANCE: Readonly<Record<DeliveryStatus, Appearance>> = {
  pending: { icon: Clock, word: "Pending", tone: "waiting" },
  running: { icon: LoaderCircle, word: "Running", tone: "waiting" },
  retrying: { icon: RotateCw, word: "Retrying", tone: "warning" },
  succeeded: { icon: CircleCheck, word: "Succeeded", tone: "good" },
  dead: { icon: CircleX, word: "Dead letter", tone: "bad" },
};

export const OUTCOME_APPEARANCE: Readonly<Record<ReceiptOutcome, Appearance>> = {
  pending: { icon: Clock, word: "Pending", tone: "waiting" },
  stored: { icon: CircleCheck, word: "Stored", tone: "good" },
  duplicate: { icon: Copy, word: "Duplicate", tone: "neutral" },
  conflict: { icon: OctagonAlert, word: "Conflict", tone: "warning" },
  rejected: { icon: Ban, word: "Rejected", tone: "bad" },
  quarantined: { icon: ShieldAlert, word: "Quarantined", tone: "warning" },
  answered: { icon: CircleCheck, word: "Answered", tone: "neutral" },
  mixed: { icon: Layers, word: "Mixed", tone: "neutral" },
};

/** A status that this version of the page does not know is shown as it is. */
export function appearanceOf(known: Readonly<Record<string, Appearance>>, status: string): Appearance {
  return known[status] ?? { icon: CircleDashed, word: status, tone: "neutral" };
}
