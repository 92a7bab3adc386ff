import type { LogRange } from "#db/queries/scan-events.ts";
import type { ScanProgress } from "#schemas/log-scan.ts";
import { schemaTrialInput, type TrialMessage, type TrialResult } from "#schemas/schema-trial.ts";
import { describeEnd } from "#server/domain/schema-trial/describe-end.ts";
import { TrialTally } from "#server/domain/schema-trial/trial-tally.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { searchOf } from "../events/search-of.ts";
import { holding } from "../log-scan/holding.ts";
import { type ScannedEvent, scanLog } from "../log-scan/scan-log.ts";
import type { TakenPlace } from "../log-scan/scan-places.ts";
import type { SchemaIssue } from "./inspector/protocol.ts";

export type StartSchemaTrialResult =
  /** The trial goes on as its messages are asked for, and ends when the reader leaves. */
  | { readonly outcome: "started"; readonly messages: AsyncIterableIterator<TrialMessage, void> }
  | { readonly outcome: "invalid_schema"; readonly issues: readonly SchemaIssue[] }
  | Exclude<TakenPlace, { readonly outcome: "taken" }>;

/** Often enough for a bar that moves. */
const PROGRESS_MS = 250;

/** Which stored events a schema would refuse, newest first, and why. Changes nothing. */
export async function startSchemaTrial(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal;
}): Promise<StartSchemaTrialResult> {
  const { ctx, signal } = args;
  requirePermission(ctx.actor, "schemas.read");
  requirePermission(ctx.actor, "events.read");
  const { pattern, document, eventVersion, maxEvents, ...part } = schemaTrialInput.parse(args.input);
  const inspection = await ctx.schemaInspector.inspect(document);
  if (inspection.outcome === "refused") return { outcome: "invalid_schema", issues: inspection.issues };
  const place = ctx.scans.take(ctx.actor.id);
  if (place.outcome !== "taken") return place;
  signal.addEventListener("abort", place.leave, { once: true });
  const { from, to } = searchOf(part, ctx.clock());
  const trial = { pattern, document, eventVersion, maxEvents, range: { from, to }, signal };
  return { outcome: "started", messages: holding(run(ctx, trial), place.leave) };
}

interface Trial {
  readonly pattern: string;
  readonly document: string;
  readonly eventVersion: string | undefined;
  readonly maxEvents: number;
  readonly range: LogRange;
  readonly signal: AbortSignal;
}

async function* run(ctx: ActorCtx, trial: Trial): AsyncGenerator<TrialMessage, void> {
  const { pattern, maxEvents, range, signal, eventVersion } = trial;
  const tally = new TrialTally();
  const names = { type: "exact", names: [pattern] } as const;
  let toldMs = performance.now();
  for await (const { events, progress, end } of scanLog(ctx, {
    names,
    range,
    bounds: { maxEvents },
    signal,
  })) {
    const wanted = events.filter(
      ({ envelope }) => eventVersion === undefined || envelope.version === eventVersion,
    );
    if (!(await judge(ctx, trial.document, wanted, tally))) {
      yield resultOf(tally, progress, "schema_too_slow");
      return;
    }
    if (end === "aborted") return;
    if (end !== null) {
      yield resultOf(tally, progress, end);
    } else if (performance.now() - toldMs >= PROGRESS_MS) {
      toldMs = performance.now();
      yield { type: "progress", ...progress, judged: tally.judged, refused: tally.refused };
    }
  }
}

/** @returns whether it came to an end: the schema was accepted, so what it takes too long for are the events */
async function judge(
  { schemaInspector }: ActorCtx,
  document: string,
  events: readonly ScannedEvent[],
  tally: TrialTally,
): Promise<boolean> {
  if (events.length === 0) return true;
  const payloads = events.map(({ envelope }) => envelope.payload);
  const judgement = await schemaInspector.judge(document, payloads);
  if (judgement.outcome === "refused") return false;
  for (const [index, { id, envelope }] of events.entries()) {
    const { eventId, version, timestamp } = envelope;
    tally.add({ id, eventId, version, timestamp }, judgement.violations[index] ?? []);
  }
  return true;
}

function resultOf(tally: TrialTally, progress: ScanProgress, end: TrialResult["end"]): TrialResult {
  const { judged, refused, samples, places } = tally;
  const message = describeEnd(end, progress);
  return { type: "result", end, message, ...progress, judged, refused, samples, places };
}
