import type { JsonObject } from "#schemas/json/value.ts";
import { schemaInferenceInput } from "#schemas/schema-trial.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { searchOf } from "../events/search-of.ts";
import { scanLog } from "../log-scan/scan-log.ts";
import type { TakenPlace } from "../log-scan/scan-places.ts";

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
  | Exclude<TakenPlace, { readonly outcome: "taken" }>;

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
  requirePermission(ctx.actor, "events.read");
  const { pattern, eventVersion, maxEvents, ...part } = schemaInferenceInput.parse(args.input);
  const place = ctx.scans.take(ctx.actor.id);
  if (place.outcome !== "taken") return place;
  try {
    const { from, to } = searchOf(part, ctx.clock());
    const names = { type: "exact", names: [pattern] } as const;
    const bounds = { maxEvents, maxBytes: MAX_INFERENCE_BYTES, maxMs: MAX_INFERENCE_MS };
    const payloads: JsonObject[] = [];
    for await (const { events } of scanLog(ctx, { names, range: { from, to }, bounds, signal })) {
      for (const { envelope } of events) {
        if (eventVersion === undefined || envelope.version === eventVersion) payloads.push(envelope.payload);
      }
    }
    if (payloads.length === 0) return { outcome: "no_events" };
    const inference = await ctx.schemaInspector.infer(payloads);
    if (inference.outcome === "gave_up") return inference;
    return { outcome: "inferred", document: inference.document, events: payloads.length };
  } finally {
    place.leave();
  }
}
