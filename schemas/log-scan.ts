/**
 * Why a scan of the log is over. `complete`: it saw every event that it was for. `slow_database`: a single statement
 * took too long, and was stopped to leave the database to those who store events.
 */
export const SCAN_ENDS = [
  "complete",
  "most_events",
  "most_bytes",
  "most_time",
  "slow_database",
  "aborted",
] as const;
export type ScanEnd = (typeof SCAN_ENDS)[number];

/** How far a scan has come. Newest events come first, so what is left lies before `reachedAt`. */
export interface ScanProgress {
  /** Events looked at, be it by their name alone. */
  readonly looked: number;
  /** Events to look at: counted where their names are rare, else what Postgres expects; null: unknown. */
  readonly expected: number | null;
  /** Events read in full, since their names fit. */
  readonly read: number;
  /** Text of those events. */
  readonly bytes: number;
  /** `timestamp` of the last event looked at; null before the first. */
  readonly reachedAt: string | null;
}
