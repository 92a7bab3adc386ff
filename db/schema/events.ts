import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, timestamp, uniqueIndex, uuid, varchar } from "drizzle-orm/pg-core";

/**
 * The immutable log, exactly the specification's table "events" and its five indexes.
 *
 * `timestamp` and `created_at` are UTC without a zone, as the specification types them. `event_id` and
 * `pattern` are collated "C" by the migration, so that a prefix search can use the index in any database.
 */
export const events = pgTable(
  "events",
  {
    id: uuid("id").primaryKey(),
    eventId: varchar("event_id", { length: 255 }).notNull(),
    pattern: varchar("pattern", { length: 255 }).notNull(),
    version: varchar("version", { length: 50 }).notNull(),
    source: jsonb("source").notNull(),
    timestamp: timestamp("timestamp", { mode: "string" }).notNull(),
    payload: jsonb("payload").notNull(),
    metadata: jsonb("metadata").notNull(),
    createdAt: timestamp("created_at", { mode: "string" }).notNull().default(sql`(now() AT TIME ZONE 'UTC')`),
  },
  (table) => [
    uniqueIndex("events_event_id_idx").on(table.eventId),
    index("events_pattern_idx").on(table.pattern),
    index("events_timestamp_idx").on(table.timestamp),
    index("events_source_idx").using("gin", table.source.op("jsonb_path_ops")),
    index("events_metadata_gin_idx").using("gin", table.metadata.op("jsonb_path_ops")),
  ],
);
