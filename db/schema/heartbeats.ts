import { pgTable, timestamp, varchar } from "drizzle-orm/pg-core";

/** When a worker last took the canary job off each queue: the proof that it consumes, and does not just run. */
export const heartbeats = pgTable("heartbeats", {
  queue: varchar("queue", { length: 32 }).primaryKey(),
  seenAt: timestamp("seen_at", { withTimezone: true, mode: "string" }).notNull(),
});
