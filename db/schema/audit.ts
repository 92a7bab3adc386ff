import { index, jsonb, pgTable, timestamp, uuid, varchar } from "drizzle-orm/pg-core";

/** What a person or a key changed. Written in the same transaction as the change; never updated. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid("id").primaryKey(),
    at: timestamp("at", { withTimezone: true, mode: "string" }).notNull(),
    actorId: varchar("actor_id", { length: 64 }).notNull(),
    actorLabel: varchar("actor_label", { length: 255 }).notNull(),
    action: varchar("action", { length: 64 }).notNull(),
    entityType: varchar("entity_type", { length: 32 }).notNull(),
    /** An id, or a name where that is what the entity goes by. */
    entityId: varchar("entity_id", { length: 255 }).notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
  },
  (table) => [index("audit_entries_entity_idx").on(table.entityType, table.entityId)],
);
