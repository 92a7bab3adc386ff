import type { Outputs } from "#components/trpc/client.ts";

/** One request with what its events became. */
export type ReceiptDetails = Outputs["receipts"]["get"];
