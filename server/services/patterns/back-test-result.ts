import { readRevision } from "#db/queries/revisions.ts";
import { countEvents, type LogRange } from "#db/queries/scan-events.ts";
import type { BackTestEnd, BackTestResult } from "#schemas/back-test.ts";
import type { ScanProgress } from "#schemas/log-scan.ts";
import { describeEnd } from "#server/domain/back-test/sentences.ts";
import type { Tally } from "#server/domain/back-test/tally.ts";
import { warningsOf, worthCounting } from "#server/domain/back-test/warnings.ts";
import type { Ctx } from "../context.ts";
import { hasEventsNamed } from "../log-scan/has-events-named.ts";
import { scopeOf } from "../log-scan/name-scope.ts";
import { readInTime } from "../log-scan/read-in-time.ts";
import type { ScanTime } from "../log-scan/scan-time.ts";
import type { BackTestSubject } from "./back-test-subject.ts";
import { describeOverlaps } from "./overlaps.ts";

/** What a scan came to. */
export interface Scanned {
  readonly subject: BackTestSubject;
  readonly range: LogRange;
  readonly tally: Tally;
  readonly progress: ScanProgress;
  readonly end: BackTestEnd;
  /** Of the patterns, before it began; null: there was no time to read it. */
  readonly revision: number | null;
}

/** Puts the result together, with the few numbers that are not in the tally, as far as there is time for them. */
export async function resultOf(
  ctx: Pick<Ctx, "db">,
  scanned: Scanned,
  time: ScanTime,
): Promise<BackTestResult> {
  const { subject, tally, progress, end } = scanned;
  const { counts, samples, failingClauses, fitting } = tally;
  const { overlaps, covering } = await describeOverlaps(ctx, tally.overlaps, subject, time);
  const findings = {
    rule: subject.draft.pattern,
    fitting,
    matched: counts.matched,
    hasNamedEvents: fitting > 0 || (await hasEventsNamed(ctx, scopeOf([subject.draft]), time)),
    allEvents: await eventsSeen(ctx, scanned, time),
    failingClauses,
    covering,
    patternsChanged: await wereChanged(ctx, scanned.revision, time),
  };
  return {
    type: "result",
    end,
    message: describeEnd(end, progress),
    savedVersion: subject.saved?.version ?? null,
    fitting,
    ...progress,
    ...counts,
    samples,
    days: tally.days.list(subject.saved !== null),
    failingClauses,
    warnings: warningsOf(findings),
    overlaps,
  };
}

/** Events of whatever name in the part of the log that was seen, as far as it matters; null: there is no time to count. */
async function eventsSeen(ctx: Pick<Ctx, "db">, scanned: Scanned, time: ScanTime): Promise<number | null> {
  const { tally, end, range, progress } = scanned;
  const seen = end === "complete" ? range : { ...range, from: progress.reachedAt ?? range.from };
  const limit = worthCounting(tally.counts.matched);
  return await readInTime(ctx, time, (sql) => countEvents(sql, seen, limit));
}

/** False when there is no time to find out. */
async function wereChanged(ctx: Pick<Ctx, "db">, revision: number | null, time: ScanTime): Promise<boolean> {
  if (revision === null) return false;
  const latest = await readInTime(ctx, time, (sql) => readRevision(sql, "patterns"));
  return latest !== null && latest !== revision;
}
