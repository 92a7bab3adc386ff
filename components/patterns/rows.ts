import type { Outputs } from "#components/trpc/client.ts";

export type PatternRow = Outputs["patterns"]["list"]["rows"][number];

/** One pattern with its versions. */
export type PatternDetails = Outputs["patterns"]["get"];
