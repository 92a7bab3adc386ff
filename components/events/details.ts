import type { Outputs } from "#components/trpc/client.ts";

/** One event with its receipts, matches and deliveries. */
export type EventDetails = Outputs["events"]["get"];

/** One pattern, and why the event matches it or does not. */
export type Explained = Outputs["explanations"]["event"]["rows"][number];
