import {
  bigint,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { bytea } from "./bytea.ts";

const createdAt = () =>
  timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow();
const updatedAt = () =>
  timestamp("updated_at", { withTimezone: true, mode: "string" }).notNull().defaultNow();

/**
 * The JSON Schema of an event name at a version. The document is text, as it was registered; `fingerprint` is the
 * SHA-256 of its canonical form. `number` counts an event name's schemas from 1, `id` all of them: a Confluent
 * client knows schemas by these. A deleted one judges nothing and can be restored by registering it again.
 */
export const eventSchemas = pgTable(
  "event_schemas",
  {
    pattern: varchar("pattern", { length: 255 }).notNull(),
    version: varchar("version", { length: 50 }).notNull(),
    number: integer("number").notNull(),
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    dialect: varchar("dialect", { length: 20 }).notNull(),
    document: text("document").notNull(),
    fingerprint: bytea("fingerprint").notNull(),
    authorLabel: varchar("author_label", { length: 255 }).notNull(),
    createdAt: createdAt(),
    deletedAt: timestamp("deleted_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [
    primaryKey({ columns: [table.pattern, table.version] }),
    uniqueIndex("event_schemas_number_idx").on(table.pattern, table.number),
    uniqueIndex("event_schemas_id_idx").on(table.id),
  ],
);

/**
 * How an event name's schemas are kept: `compatibility` null is the installation's own. `defaultVersion` judges events
 * whose version has no schema; null refuses those.
 */
export const schemaSubjects = pgTable("schema_subjects", {
  pattern: varchar("pattern", { length: 255 }).primaryKey(),
  compatibility: varchar("compatibility", { length: 20 }),
  defaultVersion: varchar("default_version", { length: 50 }),
  updatedAt: updatedAt(),
});
