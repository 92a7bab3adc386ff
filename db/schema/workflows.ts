import {
  bigint,
  boolean,
  index,
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

/** What runs when an event matches. `target` is schemas/workflow.ts `Target`. */
export const workflows = pgTable(
  "workflows",
  {
    id: uuid("id").primaryKey(),
    name: varchar("name", { length: 120 }).notNull(),
    description: text("description").notNull().default(""),
    target: jsonb("target").notNull(),
    signingSecret: text("signing_secret").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("workflows_name_idx").on(table.name)],
);

/** A pattern bound to a workflow, at its present version. */
export const patterns = pgTable(
  "patterns",
  {
    id: uuid("id").primaryKey(),
    workflowId: uuid("workflow_id")
      .notNull()
      .references(() => workflows.id),
    name: varchar("name", { length: 120 }).notNull(),
    type: varchar("type", { length: 10 }).notNull(),
    value: text("value").notNull(),
    filters: jsonb("filters").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    version: integer("version").notNull().default(1),
    /** Value of the revision "patterns" at its last change, or its workflow's: set by a trigger. */
    revision: bigint("revision", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("patterns_name_idx").on(table.name),
    index("patterns_revision_idx").on(table.revision),
  ],
);

/** Every version that a pattern ever had: a match names the one that it was made by. */
export const patternVersions = pgTable(
  "pattern_versions",
  {
    patternId: uuid("pattern_id")
      .notNull()
      .references(() => patterns.id),
    version: integer("version").notNull(),
    definition: jsonb("definition").notNull(),
    authorLabel: varchar("author_label", { length: 255 }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.patternId, table.version] })],
);

/** One row for each configuration that processes cache; a trigger adds one to `value` on every change. */
export const revisions = pgTable("revisions", {
  name: varchar("name", { length: 64 }).primaryKey(),
  value: bigint("value", { mode: "number" }).notNull().default(0),
});
