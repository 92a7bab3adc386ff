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
 * One row for each inbound request, refused ones too. Partitioned by day on `id` (a UUIDv7, so its order is
 * time's order); see db/migrations.
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
    remoteAddress: varchar("remote_address", { length: 45 }),
    headers: jsonb("headers").notNull(),
    body: bytea("body"),
    bodyBytes: integer("body_bytes").notNull(),
    status: integer("status").notNull(),
    outcome: varchar("outcome", { length: 20 }).notNull(),
    reason: varchar("reason", { length: 64 }),
    detail: jsonb("detail"),
    failures: integer("failures").notNull().default(0),
    processedAt: timestamp("processed_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [
    index("receipts_pending_idx").on(table.id).where(sql`outcome = 'pending'`),
    index("receipts_source_idx").on(table.sourceKey, table.id),
  ],
);

/** What one item of a receipt became: a batch has many, a webhook has one. Links receipts to events. */
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
  },
  (table) => [
    primaryKey({ columns: [table.receiptId, table.item] }),
    index("receipt_items_event_idx").on(table.eventRowId),
  ],
);
