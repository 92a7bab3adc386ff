import { parseJson } from "#schemas/json/parse.ts";
import { scanJson } from "#schemas/json/scan.ts";
import { isJsonObject } from "#schemas/json/value.ts";
import type { SourceConfiguration } from "#schemas/source-configuration.ts";
import type { DecodedItem, EventDraft } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import { ALLOWANCE_MS, chargeOf } from "../transformation/spending.ts";
import type { HeldItem, TransformedItem } from "./receipt-item.ts";

/** One request may have ten thousand events; an expression that is slow for each of them is given up for the rest. */
const MAX_REQUEST_MS = 10_000;

/** 32 MiB of results in memory for one request: an expression can make much of little. */
const MAX_REQUEST_CHARACTERS = 33_554_432;

/**
 * A request that used less of its source's allowance than this, half of it, when the allowance is spent waits for
 * another. One that used more is finished, within MAX_REQUEST_MS: it would spend the next allowance too, and never end.
 */
const MAX_POSTPONED_MS = ALLOWANCE_MS / 2;

/** Thrown for a request that has to wait, by no fault of its own: it is transformed anew later. */
export class Postponed extends Error {
  override readonly name = "Postponed";
}

/** As much of a source as its transformation needs. `id` is whose allowance the time is taken from; null for a preview. */
interface TransformingSource {
  readonly id: string | null;
  readonly configuration: Pick<SourceConfiguration, "transformation" | "maxBodyBytes">;
}

/**
 * Runs the source's transformation, if it has one, over the events of one request.
 *
 * @throws Postponed, and as Transformer.transform does
 */
export async function transformItems(
  ctx: Pick<Ctx, "transformer">,
  source: TransformingSource,
  headers: Readonly<Record<string, string>>,
  items: readonly DecodedItem[],
): Promise<readonly TransformedItem[]> {
  const { transformation: expression, maxBodyBytes } = source.configuration;
  if (expression === null) return items;
  const prepared: TransformedItem[] = [];
  let spentMs = 0;
  let chargedMs = 0;
  let characters = 0;
  for (const item of items) {
    if (item.outcome === "refused") {
      prepared.push(item);
    } else if (spentMs > MAX_REQUEST_MS || characters > MAX_REQUEST_CHARACTERS) {
      prepared.push(hold(item, describeExcess(spentMs)));
    } else {
      if (chargedMs < MAX_POSTPONED_MS && source.id !== null && ctx.transformer.isSpent(source.id)) {
        throw new Postponed("Others spent the allowance of the source's transformations meanwhile.");
      }
      const task = {
        expression,
        payload: item.payloadText,
        bindings: bindingsOf(item, headers),
        maxBodyBytes,
      };
      const transformed = await ctx.transformer.transform(task, source.id);
      spentMs += transformed.tookMs;
      chargedMs += chargeOf(transformed.tookMs);
      const next =
        transformed.outcome === "failed"
          ? hold(item, transformed.message)
          : withPayload(item, transformed.payload);
      if (next.outcome === "event") characters += next.payloadText.length;
      prepared.push(next);
    }
  }
  return prepared;
}

/** What an expression may look at beside the payload. */
function bindingsOf({ envelope }: EventDraft, headers: Readonly<Record<string, string>>) {
  return { headers, name: envelope.pattern, id: envelope.eventId, time: envelope.timestamp };
}

/** The event with what the expression made of its payload, unless that cannot be stored. */
function withPayload(draft: EventDraft, payloadText: string): EventDraft | HeldItem {
  const scan = scanJson(payloadText);
  if (scan.outcome === "invalid")
    return hold(draft, `The transformation's result is refused. ${scan.message}`);
  const payload = parseJson(payloadText);
  if (!isJsonObject(payload)) return hold(draft, "The transformation's result is not a JSON object.");
  return { ...draft, envelope: { ...draft.envelope, payload }, payloadText };
}

function hold({ envelope }: EventDraft, message: string): HeldItem {
  return {
    outcome: "held",
    eventId: envelope.eventId,
    pattern: envelope.pattern,
    refusal: { reason: "transformation_failed", message },
  };
}

function describeExcess(spentMs: number): string {
  const limit =
    spentMs > MAX_REQUEST_MS
      ? `took more than ${MAX_REQUEST_MS} ms`
      : `gave more than ${MAX_REQUEST_CHARACTERS} characters`;
  return `The transformation of this request's events ${limit} altogether, so it was not tried for this one. Make the expression simpler, or send fewer events in a request.`;
}
