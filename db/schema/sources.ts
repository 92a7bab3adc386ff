import { boolean, integer, pgTable, text, timestamp, uniqueIndex, uuid, varchar } from "drizzle-orm/pg-core";
import { bytea } from "./bytea.ts";

/** A configured place that events come from. `secret` is encrypted (server/services/secrets). */
export const sources = pgTable(
  "sources",
  {
    id: uuid("id").primaryKey(),
    key: varchar("key", { length: 64 }).notNull(),
    name: varchar("name", { length: 120 }).notNull(),
    preset: varchar("preset", { length: 32 }).notNull(),
    secret: text("secret"),
    maxBodyBytes: integer("max_body_bytes"),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("sources_key_idx").on(table.key)],
);

/** A publisher's key. Only its SHA-256 is kept; `prefix` is what people recognise it by. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    sourceId: uuid("source_id")
      .notNull()
      .references(() => sources.id),
    name: varchar("name", { length: 120 }).notNull(),
    prefix: varchar("prefix", { length: 16 }).notNull(),
    hash: bytea("hash").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    revokedAt: timestamp("revoked_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [uniqueIndex("api_keys_hash_idx").on(table.hash)],
);
