import { v7 as uuidv7 } from "uuid";
import type { ReceiptRow } from "#server/services/receipts/write.ts";

/** A pending receipt of nobody's, as a door writes it; its id is as old as `receivedAt`. */
export function receiptRow(difference: Partial<ReceiptRow> = {}): ReceiptRow {
  const receivedAt = difference.receivedAt ?? new Date().toISOString();
  return {
    id: uuidv7({ msecs: Date.parse(receivedAt) }),
    receivedAt,
    door: "webhook",
    sourceId: null,
    sourceKey: "github",
    method: "POST",
    path: "/api/webhooks/github",
    query: null,
    remoteAddress: "127.0.0.1",
    headers: "{}",
    body: Buffer.from("{}"),
    bodyBytes: 2,
    status: 202,
    outcome: "pending",
    reason: null,
    detail: null,
    requests: 1,
    idempotency: null,
    ...difference,
  };
}

/** As many as are asked for, each with an id of its own. */
export function receiptRows(count: number, difference: Partial<ReceiptRow> = {}): ReceiptRow[] {
  return Array.from({ length: count }, () => receiptRow(difference));
}
