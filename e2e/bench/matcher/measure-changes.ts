import type { CallLog } from "./call-log.ts";
import { ChangeRound, type ChangeSubject, type Progress } from "./change-round.ts";
import { GarbagePauses } from "./garbage-pauses.ts";

const MEASURED_MS = 4_000;

/** Rounds of the same calls. */
export const ROUNDS = 5;

const IMPORT_INTERVAL_MS = 1;

/** How often rules change: so often that a thousand are imported within a second, or without end. */
const IS_CHANGE_DUE = {
  a_thousand_a_second: ({ changes, elapsedMs }: Progress) => changes * IMPORT_INTERVAL_MS <= elapsedMs,
  half_of_the_time: ({ changingMs, matchingMs }: Progress) => changingMs <= matchingMs,
} as const;

export type ChangePace = keyof typeof IS_CHANGE_DUE;

export interface Changes {
  readonly pace: ChangePace;
  readonly rules: number;
  readonly change: CallFigures;
  readonly match: CallFigures;
}

/** Figures of the first round, but for the last one. */
export interface CallFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** How much of the longest call was a pause for collecting garbage. */
  readonly garbageOfMaxMs: number;
  /**
   * The longest call when each counts as the fastest that it was in all rounds: what the machine's other work and most of
   * what the collector adds meets other calls in each round; what the matcher does for a call, it does in every round.
   */
  readonly fastestMaxMs: number;
}

/** What matches wait for while rules change one by one. */
export async function measureChanges(subject: ChangeSubject, pace: ChangePace): Promise<Changes> {
  const pauses = new GarbagePauses();
  const first = new ChangeRound(subject);
  first.run(MEASURED_MS, IS_CHANGE_DUE[pace]);
  await pauses.end();
  const others = Array.from({ length: ROUNDS - 1 }, () => {
    const round = new ChangeRound(subject);
    round.repeat(first);
    return round;
  });
  return {
    pace,
    rules: subject.rules.length,
    change: figuresOf(
      first.changes,
      others.map(({ changes }) => changes),
      pauses,
    ),
    match: figuresOf(
      first.matches,
      others.map(({ matches }) => matches),
      pauses,
    ),
  };
}

function figuresOf(log: CallLog, others: readonly CallLog[], pauses: GarbagePauses): CallFigures {
  const { startMs, tookMs } = log.longest();
  return {
    perSecond: (log.count * 1_000) / MEASURED_MS,
    p50Ms: log.quantileMs(0.5),
    p99Ms: log.quantileMs(0.99),
    maxMs: tookMs,
    garbageOfMaxMs: pauses.within(startMs, startMs + tookMs),
    fastestMaxMs: log.longestAtFastestMs(others),
  };
}
