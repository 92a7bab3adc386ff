import {
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";

const createdAt = () =>
  timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow();
const updatedAt = () =>
  timestamp("updated_at", { withTimezone: true, mode: "string" }).notNull().defaultNow();

/**
 * A business rule at its present version: `definition` is schemas/business-rule.ts. `generation` grows when what a state
 * machine has learned of its entities does not count any more, and `learning` says that the log is being read for them.
 */
export const businessRules = pgTable(
  "business_rules",
  {
    id: uuid("id").primaryKey(),
    name: varchar("name", { length: 120 }).notNull(),
    kind: varchar("kind", { length: 20 }).notNull(),
    severity: varchar("severity", { length: 10 }).notNull(),
    definition: jsonb("definition").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    version: integer("version").notNull().default(1),
    generation: integer("generation").notNull().default(1),
    /**
     * Null: the machine knows its entities. Otherwise the transaction id (xid8) after which the log is read for them,
     * followed by the row id that the reading got to, once it began: `<xid>` or `<xid> <uuid>`.
     */
    learning: text("learning"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("business_rules_name_idx").on(table.name)],
);

/** Every version that a rule ever had: a verdict names the one that it was made by. */
export const businessRuleVersions = pgTable(
  "business_rule_versions",
  {
    ruleId: uuid("rule_id")
      .notNull()
      .references(() => businessRules.id),
    version: integer("version").notNull(),
    definition: jsonb("definition").notNull(),
    authorLabel: varchar("author_label", { length: 255 }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.version] })],
);

/** Rows that business rules look up by key. `rows` is a JSON object of objects by key, as text. */
export const referenceTables = pgTable("reference_tables", {
  name: varchar("name", { length: 64 }).primaryKey(),
  keyColumn: varchar("key_column", { length: 120 }).notNull(),
  version: integer("version").notNull().default(1),
  rowCount: integer("row_count").notNull(),
  rows: text("rows").notNull(),
  authorLabel: varchar("author_label", { length: 255 }).notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** Where a state machine's entities are, by the last event of the log that moved them. */
export const entityStates = pgTable(
  "entity_states",
  {
    ruleId: uuid("rule_id").notNull(),
    generation: integer("generation").notNull(),
    entityId: varchar("entity_id", { length: 255 }).notNull(),
    /** Null while the entity's first event is being judged. */
    state: varchar("state", { length: 120 }),
    eventRowId: uuid("event_row_id"),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.generation, table.entityId] })],
);
