import { randomUUID } from "node:crypto";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import type { Envelope } from "#schemas/envelope.ts";

/** The lives of a few invoices: amount, and what happened to each in order. */
const STORIES = [
  { amount: 240.5, events: ["created", "sent", "paid"] },
  { amount: 12_800, events: ["created", "sent", "reminded", "paid"] },
  { amount: 990, events: ["created", "sent", "disputed", "cancelled"] },
] as const;

const HOUR_MS = 60 * 60 * 1000;

/** Invoices in the specification's envelope; those of one invoice share a correlation id and name their cause. */
export function invoices(now: Date): Envelope[] {
  return [SPECIFICATION_EXAMPLE, ...STORIES.flatMap((story, index) => tell(story, index + 2, now))];
}

function tell(story: (typeof STORIES)[number], number: number, now: Date): Envelope[] {
  const correlationId = `corr_${randomUUID()}`;
  const ids = story.events.map(() => `evt_${randomUUID()}`);
  return story.events.map((name, step) => ({
    eventId: ids[step] ?? correlationId,
    pattern: `invoice.${name}`,
    version: "1.0",
    source: { type: "integration", id: "xero_main" },
    timestamp: new Date(now.getTime() - (story.events.length - step) * HOUR_MS).toISOString(),
    payload: {
      invoice_id: `INV-${number.toString().padStart(3, "0")}`,
      amount: story.amount,
      customer_id: `CUST-${100 + number}`,
    },
    metadata: {
      correlationId,
      ...(step > 0 && { causationId: ids[step - 1] ?? correlationId }),
      context: { type: "client", id: `client_${number}` },
    },
  }));
}
