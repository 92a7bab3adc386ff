import { readRevision } from "#db/queries/revisions.ts";
import {
  type BackTestMessage,
  type BackTestProgress,
  type BackTestResult,
  backTestInput,
} from "#schemas/back-test.ts";
import type { ScanProgress } from "#schemas/log-scan.ts";
import type { Tally } from "#server/domain/back-test/tally.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { meanwhile } from "../log-scan/meanwhile.ts";
import { scopeOf } from "../log-scan/name-scope.ts";
import { readInTime } from "../log-scan/read-in-time.ts";
import { scanEvents } from "../log-scan/scan-events.ts";
import type { ScanTime } from "../log-scan/scan-time.ts";
import { type Scan, type StartedScan, startScan } from "../log-scan/start-scan.ts";
import { BackTestJudge } from "./back-test-judge.ts";
import { resultOf } from "./back-test-result.ts";
import { type BackTestSubject, backTestSubject } from "./back-test-subject.ts";

export type StartBackTestResult = StartedScan<BackTestMessage> | { readonly outcome: "pattern_not_found" };

/**
 * Tries a draft of a pattern on the events of the log, newest first: what it matches, what it would match beside its
 * saved version and what no longer, and what is suspicious about it. Changes nothing.
 */
export async function startBackTest(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal;
}): Promise<StartBackTestResult> {
  const { ctx, signal } = args;
  requirePermission(ctx.actor, "patterns.read");
  const input = backTestInput.parse(args.input);
  const subject = await backTestSubject(ctx, input);
  if (subject === null) return { outcome: "pattern_not_found" };
  const { range, from, to, maxEvents } = input;
  const work = (scan: Scan) => run(ctx, { subject, maxEvents }, scan);
  return startScan({ ctx, part: { range, from, to }, signal, work });
}

interface BackTest {
  readonly subject: BackTestSubject;
  readonly maxEvents: number;
}

async function* run(
  ctx: ActorCtx,
  { subject, maxEvents }: BackTest,
  { range, time }: Scan,
): AsyncGenerator<BackTestProgress, BackTestResult | null> {
  const patterns = await patternsNow(ctx, time);
  if (patterns === null) return null;
  const { revision, live } = patterns;
  const judge = new BackTestJudge(subject, live, time);
  const names = scopeOf(subject.saved === null ? [subject.draft] : [subject.draft, subject.saved.rule]);
  const steps = scanEvents(ctx, { names, range, bounds: { maxEvents }, time });
  for await (const { event, progress, end } of steps) {
    if (event !== null) await judge.judge(event);
    if (end === "aborted") return null;
    if (end !== null) {
      const scanned = { subject, range, tally: judge.tally, progress, end, revision };
      const result = yield* meanwhile(resultOf(ctx, scanned, time), () => progressOf(progress, judge.tally));
      return time.over === "aborted" ? null : result;
    }
    if (time.isProgressDue()) yield progressOf(progress, judge.tally);
  }
  return null;
}

/** The live patterns, and their revision as far as there is time to read it; null: nobody waits for the result any more. */
async function patternsNow(ctx: ActorCtx, time: ScanTime) {
  const revision = await readInTime(ctx, time, (sql) => readRevision(sql, "patterns"));
  if (time.over === "aborted") return null;
  return { revision, live: await ctx.patterns.current(ctx.db.sql) };
}

function progressOf(progress: ScanProgress, { counts }: Tally): BackTestProgress {
  return { type: "progress", ...progress, ...counts };
}
