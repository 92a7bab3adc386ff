import type { Outputs } from "#components/trpc/client.ts";

/** One event with its receipts, matches and deliveries. */
export type EventDetails = Outputs["events"]["get"];
