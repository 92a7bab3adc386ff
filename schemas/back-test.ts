import { z } from "zod";
import { eventFilter } from "./event-search.ts";
import type { ScanEnd, ScanProgress } from "./log-scan.ts";
import { patternSchema } from "./pattern/schema.ts";

/** Events that a back-test reads in full, unless fewer or more are asked for: some seconds. */
export const BACK_TEST_EVENTS = 20_000;

/** More take minutes, and hold one of the few places for scans all that time. */
export const MAX_BACK_TEST_EVENTS = 100_000;

/**
 * A draft to be tried on the log. `patternId`: the pattern that it is a change of, whose saved version is compared.
 * `workflowId`: the workflow that the draft is for; that of the saved pattern unless it is given. `range`, `from` and
 * `to` are those of a search of the log (schemas/event-search.ts); the whole log without them.
 */
export const backTestInput = z
  .strictObject({
    rule: patternSchema,
    patternId: z.uuid("This is not the id of a pattern.").optional(),
    workflowId: z.uuid("This is not the id of a workflow.").optional(),
    range: eventFilter.shape.range,
    from: eventFilter.shape.from,
    to: eventFilter.shape.to,
    maxEvents: z
      .number()
      .int()
      .min(1, "Read at least one event.")
      .max(MAX_BACK_TEST_EVENTS, `One back-test reads at most ${MAX_BACK_TEST_EVENTS} events.`)
      .default(BACK_TEST_EVENTS),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ["to"],
    message: "The range ends before it begins.",
  });
export type BackTestInput = z.infer<typeof backTestInput>;

/** Of the events that were read. The last two compare with the saved version, and are null where there is none. */
export interface BackTestCounts {
  readonly matched: number;
  readonly newlyMatched: number | null;
  readonly noLongerMatched: number | null;
}

export interface BackTestProgress extends ScanProgress, BackTestCounts {
  readonly type: "progress";
}

export interface SampledEvent {
  /** The id that the log gave it. */
  readonly id: string;
  readonly eventId: string;
  readonly pattern: string;
  readonly timestamp: string;
}

/** One day of UTC, by the events' own `timestamp`. */
export interface BackTestDay extends BackTestCounts {
  /** `2026-03-01`. */
  readonly day: string;
  readonly read: number;
}

/** How many events a clause was the first to refuse. */
export interface FailingClause {
  /** Its place among the rule's filters. */
  readonly clause: number;
  readonly events: number;
  /** What it said of the newest of them. */
  readonly example: string;
}

/** Another live pattern, and what it does with the events that were read. */
export interface Overlap {
  readonly patternId: string;
  readonly name: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly sameWorkflow: boolean;
  readonly both: number;
  readonly onlyThis: number;
  readonly onlyOther: number;
  /** What the numbers say, in one sentence. */
  readonly message: string;
}

/** What is suspicious in the numbers. Each has its sentence. */
export type BackTestWarning =
  | { readonly kind: "no_such_event"; readonly message: string }
  /** Overlaps and shadowing may mix two states of the other patterns. */
  | { readonly kind: "patterns_changed"; readonly message: string }
  | { readonly kind: "never_matches"; readonly fitting: number; readonly message: string }
  | {
      readonly kind: "matches_everything";
      readonly matched: number;
      readonly events: number;
      readonly message: string;
    }
  | {
      readonly kind: "shadowed";
      readonly matched: number;
      readonly patternId: string;
      readonly patternName: string;
      readonly message: string;
    };

/** Nobody waits for the result of a back-test that was aborted. */
export type BackTestEnd = Exclude<ScanEnd, "aborted">;

export interface BackTestResult extends ScanProgress, BackTestCounts {
  readonly type: "result";
  readonly end: BackTestEnd;
  /** Whether everything was seen, or where and why the scan stopped. */
  readonly message: string;
  readonly savedVersion: number | null;
  /** Events that were read whose name fits the draft's: the others' names fit the saved version's alone. */
  readonly fitting: number;
  /** The newest events of each kind. */
  readonly samples: {
    readonly matched: readonly SampledEvent[];
    readonly newlyMatched: readonly SampledEvent[];
    readonly noLongerMatched: readonly SampledEvent[];
  };
  /** The newest days that had events, the newest first. */
  readonly days: readonly BackTestDay[];
  readonly failingClauses: readonly FailingClause[];
  readonly warnings: readonly BackTestWarning[];
  /** The patterns that share most events with this one. */
  readonly overlaps: readonly Overlap[];
}

/** What a back-test says while it runs: where it is, now and then, and at the end the result. */
export type BackTestMessage = BackTestProgress | BackTestResult;
