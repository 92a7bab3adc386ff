import type { ReceiptRow } from "#db/queries/receipts.ts";

/**
 * 128 KiB of a request that nobody could verify are kept at most: strangers choose how many there are, and 99 of
 * 100 webhooks of GitHub, the largest sender we know, are smaller.
 */
export const MAX_QUARANTINED_BODY_BYTES = 131_072;

/** Of each source, the newest this many bodies are kept: 128 MiB at the very most. */
export const MAX_QUARANTINED_BODIES = 1_000;

/** After two weeks nobody processes them again, and they may hold what is nobody's business. */
export const QUARANTINE_DAYS = 14;

/** A refused request as it may be kept: one that is too large for the quarantine leaves a receipt without its body. */
export function withinQuarantine<Row extends Pick<ReceiptRow, "outcome" | "body" | "bodyBytes" | "detail">>(
  row: Row,
): Row {
  if (row.outcome !== "quarantined" || row.bodyBytes <= MAX_QUARANTINED_BODY_BYTES) return row;
  const note = `The body has ${row.bodyBytes} bytes and was not kept: the quarantine takes ${MAX_QUARANTINED_BODY_BYTES}.`;
  return { ...row, outcome: "rejected", body: null, detail: withNote(row.detail, note) };
}

/** @param detail JSON text of an object, such as a refusal */
function withNote(detail: string | null, note: string): string {
  const found: unknown = detail === null ? {} : JSON.parse(detail);
  return JSON.stringify({ ...(typeof found === "object" ? found : {}), note });
}
