import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { bytea } from "./bytea.ts";

/** A configured place that events come from. `configuration` is schemas/source-configuration.ts. */
export const sources = pgTable(
  "sources",
  {
    id: uuid("id").primaryKey(),
    key: varchar("key", { length: 64 }).notNull(),
    name: varchar("name", { length: 120 }).notNull(),
    preset: varchar("preset", { length: 32 }).notNull(),
    configuration: jsonb("configuration").notNull().default({}),
    version: integer("version").notNull().default(1),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("sources_key_idx").on(table.key)],
);

/**
 * What a source's requests are verified with, encrypted (server/services/secrets). Several at once while one is
 * replaced by the next; one that has expired is kept for a while to say "signed with the old secret".
 */
export const sourceSecrets = pgTable(
  "source_secrets",
  {
    id: uuid("id").primaryKey(),
    sourceId: uuid("source_id")
      .notNull()
      .references(() => sources.id),
    sealed: text("sealed").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [index("source_secrets_source_idx").on(table.sourceId)],
);

/** How much a throttled source may still have processed: a bucket that fills at the source's rate. */
export const throttles = pgTable("throttles", {
  sourceId: uuid("source_id").primaryKey(),
  tokens: doublePrecision("tokens").notNull(),
  refilledAt: timestamp("refilled_at", { withTimezone: true, mode: "string" }).notNull(),
});

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
    scopes: varchar("scopes", { length: 20 }).array().notNull().default(sql`'{publish}'`),
    rateLimit: jsonb("rate_limit"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    revokedAt: timestamp("revoked_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [uniqueIndex("api_keys_hash_idx").on(table.hash)],
);
