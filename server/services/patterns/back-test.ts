import type { LogRange } from "#db/queries/scan-events.ts";
import { type BackTestMessage, backTestInput } from "#schemas/back-test.ts";
import type { ScanProgress } from "#schemas/log-scan.ts";
import type { Tally } from "#server/domain/back-test/tally.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { searchOf } from "../events/search-of.ts";
import { holding } from "../log-scan/holding.ts";
import { scopeOf } from "../log-scan/name-scope.ts";
import { scanLog } from "../log-scan/scan-log.ts";
import type { TakenPlace } from "../log-scan/scan-places.ts";
import { BackTestJudge } from "./back-test-judge.ts";
import { resultOf } from "./back-test-result.ts";
import { type BackTestSubject, backTestSubject } from "./back-test-subject.ts";

export type StartBackTestResult =
  /** The back-test goes on as its messages are asked for, and ends when the reader leaves. */
  | { readonly outcome: "started"; readonly messages: AsyncIterableIterator<BackTestMessage, void> }
  | { readonly outcome: "pattern_not_found" }
  | Exclude<TakenPlace, { readonly outcome: "taken" }>;

/** Often enough for a bar that moves. */
const PROGRESS_MS = 250;

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
  requirePermission(ctx.actor, "events.read");
  const input = backTestInput.parse(args.input);
  const subject = await backTestSubject(ctx, input);
  if (subject === null) return { outcome: "pattern_not_found" };
  const place = ctx.scans.take(ctx.actor.id);
  if (place.outcome !== "taken") return place;
  if (signal.aborted) place.leave();
  signal.addEventListener("abort", place.leave, { once: true });
  const { from, to } = searchOf({ range: input.range, from: input.from, to: input.to }, ctx.clock());
  const test: BackTest = { subject, range: { from, to }, maxEvents: input.maxEvents, signal };
  return { outcome: "started", messages: holding(run(ctx, test), place.leave) };
}

interface BackTest {
  readonly subject: BackTestSubject;
  readonly range: LogRange;
  readonly maxEvents: number;
  readonly signal: AbortSignal;
}

async function* run(ctx: ActorCtx, test: BackTest): AsyncGenerator<BackTestMessage, void> {
  const { subject, range, maxEvents, signal } = test;
  const judge = new BackTestJudge(subject, await ctx.patterns.current(ctx.db.sql));
  const names = scopeOf(subject.saved === null ? [subject.draft] : [subject.draft, subject.saved.rule]);
  let toldMs = performance.now();
  for await (const step of scanLog(ctx, { names, range, bounds: { maxEvents }, signal })) {
    for (const event of step.events) await judge.judge(event);
    const { progress, end } = step;
    if (end === "aborted") return;
    if (end !== null) {
      yield await resultOf(ctx, { subject, range, tally: judge.tally, progress, end });
    } else if (performance.now() - toldMs >= PROGRESS_MS) {
      toldMs = performance.now();
      yield progressOf(progress, judge.tally);
    }
  }
}

function progressOf(progress: ScanProgress, { counts }: Tally): BackTestMessage {
  return { type: "progress", ...progress, ...counts };
}
