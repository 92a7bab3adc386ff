import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { bytea } from "./bytea.ts";

/**
 * One row for each inbound request, refused ones too; `requests` is more than one where a flood of refused ones
 * shares a row. `query` is kept where the sender's signature covers it, and null otherwise. `admittedAt` is when an
 * unverified request was found, or taken, to be genuine after all. A person's correction of a rejected item is a
 * receipt too, and names the item in `correctsReceiptId` and `correctsItem`. Partitioned by day on `id` (a UUIDv7, so its
 * order is time's order); see db/migrations.
 */
export const receipts = pgTable(
  "receipts",
  {
    id: uuid("id").primaryKey(),
    receivedAt: timestamp("received_at", { withTimezone: true, mode: "string" }).notNull(),
    door: varchar("door", { length: 20 }).notNull(),
    sourceId: uuid("source_id"),
    sourceKey: varchar("source_key", { length: 64 }).notNull(),
    method: varchar("method", { length: 10 }).notNull(),
    path: text("path").notNull(),
    query: text("query"),
    remoteAddress: varchar("remote_address", { length: 45 }),
    headers: jsonb("headers").notNull(),
    body: bytea("body"),
    bodyBytes: integer("body_bytes").notNull(),
    status: integer("status").notNull(),
    outcome: varchar("outcome", { length: 20 }).notNull(),
    reason: varchar("reason", { length: 64 }),
    detail: jsonb("detail"),
    requests: integer("requests").notNull().default(1),
    failures: integer("failures").notNull().default(0),
    processedAt: timestamp("processed_at", { withTimezone: true, mode: "string" }),
    admittedAt: timestamp("admitted_at", { withTimezone: true, mode: "string" }),
    correctsReceiptId: uuid("corrects_receipt_id"),
    correctsItem: integer("corrects_item"),
  },
  (table) => [
    index("receipts_source_idx").on(table.sourceKey, table.id),
    index("receipts_waiting_idx").on(table.sourceId, table.id).where(sql`outcome = 'pending'`),
    index("receipts_quarantined_idx")
      .on(table.sourceKey, table.id)
      .where(sql`outcome = 'quarantined' and body is not null`),
  ],
);

/**
 * What one item of a receipt became: a batch has many, a webhook has one. Links receipts to events. `pattern` is the
 * event's name, where it could be read. `warnings` are schemas/receipt.ts `Violation`s of rules that only warn.
 * `correctedBy` is the receipt of the last correction that a person sent for it.
 */
export const receiptItems = pgTable(
  "receipt_items",
  {
    receiptId: uuid("receipt_id").notNull(),
    item: integer("item").notNull(),
    outcome: varchar("outcome", { length: 20 }).notNull(),
    reason: varchar("reason", { length: 64 }),
    detail: jsonb("detail"),
    eventRowId: uuid("event_row_id"),
    eventId: varchar("event_id", { length: 255 }),
    pattern: varchar("pattern", { length: 255 }),
    warnings: jsonb("warnings"),
    correctedBy: uuid("corrected_by"),
  },
  (table) => [
    primaryKey({ columns: [table.receiptId, table.item] }),
    index("receipt_items_event_idx").on(table.eventRowId),
    index("receipt_items_rejected_idx")
      .on(table.pattern, table.receiptId)
      .where(sql`outcome = 'rejected' and pattern is not null`),
  ],
);

/** What a publisher's `Idempotency-Key` was used for. `fingerprint` is the SHA-256 of what the request said. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    apiKeyId: uuid("api_key_id").notNull(),
    key: varchar("key", { length: 255 }).notNull(),
    fingerprint: bytea("fingerprint").notNull(),
    receiptId: uuid("receipt_id").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.key] }),
    index("idempotency_keys_created_idx").on(table.createdAt),
  ],
);
