import type { ScanProgress } from "#schemas/log-scan.ts";
import {
  schemaTrialInput,
  type TrialMessage,
  type TrialProgress,
  type TrialResult,
} from "#schemas/schema-trial.ts";
import { describeEnd } from "#server/domain/schema-trial/describe-end.ts";
import { TrialTally } from "#server/domain/schema-trial/trial-tally.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type ScannedEvent, scanLog } from "../log-scan/scan-log.ts";
import { type Scan, type StartedScan, startScan } from "../log-scan/start-scan.ts";
import type { SchemaIssue } from "./inspector/protocol.ts";

export type StartSchemaTrialResult =
  | StartedScan<TrialMessage>
  | { readonly outcome: "invalid_schema"; readonly issues: readonly SchemaIssue[] };

/** Which stored events a schema would refuse, newest first, and why. Changes nothing. */
export async function startSchemaTrial(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal;
}): Promise<StartSchemaTrialResult> {
  const { ctx, signal } = args;
  requirePermission(ctx.actor, "schemas.read");
  const { pattern, document, eventVersion, maxEvents, ...part } = schemaTrialInput.parse(args.input);
  const inspection = await ctx.schemaInspector.inspect(document);
  if (inspection.outcome === "refused") return { outcome: "invalid_schema", issues: inspection.issues };
  const work = (scan: Scan) => run(ctx, { pattern, document, eventVersion, maxEvents }, scan);
  return startScan({ ctx, part, signal, work });
}

interface Trial {
  readonly pattern: string;
  readonly document: string;
  readonly eventVersion: string | undefined;
  readonly maxEvents: number;
}

async function* run(
  ctx: ActorCtx,
  { pattern, document, eventVersion, maxEvents }: Trial,
  { range, time }: Scan,
): AsyncGenerator<TrialProgress, TrialResult | null> {
  const tally = new TrialTally();
  const names = { type: "exact", names: [pattern] } as const;
  const pieces = scanLog(ctx, { names, range, bounds: { maxEvents }, time });
  for await (const { events, progress, end } of pieces) {
    const wanted = events.filter(
      ({ envelope }) => eventVersion === undefined || envelope.version === eventVersion,
    );
    if (!(await judge(ctx, document, wanted, tally))) return resultOf(tally, progress, "schema_too_slow");
    if (end === "aborted") return null;
    if (end !== null) return resultOf(tally, progress, end);
    if (time.isProgressDue()) {
      yield { type: "progress", ...progress, judged: tally.judged, refused: tally.refused };
    }
  }
  return null;
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
