import { sql } from "drizzle-orm";
import {
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
import { events } from "./events.ts";
import { workflows } from "./workflows.ts";

/** Event × pattern version. */
export const matches = pgTable(
  "matches",
  {
    eventRowId: uuid("event_row_id")
      .notNull()
      .references(() => events.id),
    patternId: uuid("pattern_id").notNull(),
    patternVersion: integer("pattern_version").notNull(),
    workflowId: uuid("workflow_id").notNull(),
    matchedAt: timestamp("matched_at", { withTimezone: true, mode: "string" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.eventRowId, table.patternId] }),
    index("matches_pattern_idx").on(table.patternId, table.eventRowId),
  ],
);

/** One execution of a workflow for an event. An event has one for each workflow, and one more for each replay. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: uuid("id").primaryKey(),
    eventRowId: uuid("event_row_id")
      .notNull()
      .references(() => events.id),
    workflowId: uuid("workflow_id")
      .notNull()
      .references(() => workflows.id),
    replayId: uuid("replay_id"),
    status: varchar("status", { length: 20 }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    dueAt: timestamp("due_at", { withTimezone: true, mode: "string" }).notNull(),
    claimedUntil: timestamp("claimed_until", { withTimezone: true, mode: "string" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull(),
    finishedAt: timestamp("finished_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [
    uniqueIndex("deliveries_first_idx").on(table.eventRowId, table.workflowId).where(sql`replay_id is null`),
    index("deliveries_due_idx").on(table.dueAt).where(sql`status in ('pending', 'running', 'retrying')`),
    index("deliveries_workflow_idx").on(table.workflowId, table.id),
  ],
);

/** One try of a delivery: what was sent, what came back. */
export const attempts = pgTable(
  "attempts",
  {
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => deliveries.id),
    number: integer("number").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true, mode: "string" }).notNull(),
    durationMs: integer("duration_ms").notNull(),
    outcome: varchar("outcome", { length: 20 }).notNull(),
    statusCode: integer("status_code"),
    error: text("error"),
    request: jsonb("request"),
    response: jsonb("response"),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
);
