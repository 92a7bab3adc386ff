import type { JsonObject } from "#schemas/json/value.ts";
import { schemaInferenceInput } from "#schemas/schema-trial.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { scanLog } from "../log-scan/scan-log.ts";
import { type Scan, type ScanRefused, startScan } from "../log-scan/start-scan.ts";

export type InferSchemaResult =
  | {
      readonly outcome: "inferred";
      /** JSON text, indented. */
      readonly document: string;
      /** Events that it was inferred from: all of them conform to it. */
      readonly events: number;
    }
  /** The log has no such event, as far as it was searched. */
  | { readonly outcome: "no_events" }
  | { readonly outcome: "gave_up"; readonly message: string }
  | ScanRefused;

type Inferred = Exclude<InferSchemaResult, ScanRefused>;

/** All payloads are in memory at once, and go to another process in one message. */
const MAX_INFERENCE_BYTES = 8 * 1_048_576;

/** What a person waits for. */
const MAX_INFERENCE_MS = 15_000;

/** A first schema for an event name, from its newest events. Nothing is registered. */
export async function inferSchema(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal;
}): Promise<InferSchemaResult> {
  const { ctx, signal } = args;
  requirePermission(ctx.actor, "schemas.read");
  const { pattern, eventVersion, maxEvents, ...part } = schemaInferenceInput.parse(args.input);
  const work = (scan: Scan) => run(ctx, { pattern, eventVersion, maxEvents }, scan);
  const started = startScan({ ctx, part, maxMs: MAX_INFERENCE_MS, signal, work });
  if (started.outcome !== "started") return started;
  for await (const result of started.messages) return result;
  // It was stopped, and nobody waits for the answer.
  return { outcome: "no_events" };
}

/** It is over before anybody asks how far it is: what came of it is its one message. */
async function* run(ctx: ActorCtx, wanted: Wanted, scan: Scan): AsyncGenerator<Inferred, Inferred | null> {
  const result = await infer(ctx, wanted, scan);
  if (scan.time.over !== "aborted") yield result;
  return null;
}

interface Wanted {
  readonly pattern: string;
  readonly eventVersion: string | undefined;
  readonly maxEvents: number;
}

async function infer(
  ctx: ActorCtx,
  { pattern, eventVersion, maxEvents }: Wanted,
  { range, time }: Scan,
): Promise<Inferred> {
  const names = { type: "exact", names: [pattern] } as const;
  const bounds = { maxEvents, maxBytes: MAX_INFERENCE_BYTES };
  const payloads: JsonObject[] = [];
  for await (const { events } of scanLog(ctx, { names, range, bounds, time })) {
    for (const { envelope } of events) {
      if (eventVersion === undefined || envelope.version === eventVersion) payloads.push(envelope.payload);
    }
  }
  if (time.over === "aborted" || payloads.length === 0) return { outcome: "no_events" };
  const inference = await ctx.schemaInspector.infer(payloads);
  if (inference.outcome === "gave_up") return inference;
  return { outcome: "inferred", document: inference.document, events: payloads.length };
}
