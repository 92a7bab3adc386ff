import type { Refusal, RefusalReason } from "#schemas/receipt.ts";

/** What depends on the configuration of sources. The sender did its part, so such a request is held and not lost. */
const CURABLE_REASONS: ReadonlySet<RefusalReason> = new Set(["missing_mapping", "reserved_event_id"]);

/** Whether the same request, or item, may well be read under another configuration. */
export function isCurable({ reason }: Refusal): boolean {
  return CURABLE_REASONS.has(reason);
}

/** What a worker makes of an item that was refused when it was read. */
export function refusedOutcome(refusal: Refusal): "quarantined" | "rejected" {
  return isCurable(refusal) ? "quarantined" : "rejected";
}
