import { configurationOf } from "#schemas/preset.ts";
import { previewSourceInput } from "#schemas/preview-source.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import type { DecodedItem } from "#server/domain/receipts/event-draft.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { decodeTools } from "../receipts/decode-tools.ts";
import type { TransformedItem } from "../receipts/receipt-item.ts";
import { transformItems } from "../receipts/transform-items.ts";

/** Of a request with many events, these many are shown: the others are read in the same way. */
const MAX_SHOWN_ITEMS = 20;

/** An event as it would be stored, but for its payload. */
interface PreviewedEvent {
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  /** RFC 3339. */
  readonly timestamp: string;
  /** False: the request says no time, and that of the receipt is taken. */
  readonly timestampStated: boolean;
}

/** Payloads are JSON text: `input` as it came, `output` as it would be stored; the same where nothing is transformed. */
export type PreviewedItem =
  | {
      readonly outcome: "event";
      readonly event: PreviewedEvent;
      readonly input: string;
      readonly output: string;
    }
  | {
      readonly outcome: "transformation_failed";
      readonly event: PreviewedEvent;
      readonly input: string;
      readonly error: string;
    }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

export type SourcePreview =
  /** `itemCount` may be more than there are in `items`. */
  | { readonly outcome: "read"; readonly itemCount: number; readonly items: readonly PreviewedItem[] }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** What a source with this configuration would make of a request. Verifies nothing, changes nothing. */
export async function previewSource({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<SourcePreview> {
  requirePermission(ctx.actor, "sources.write");
  const { preset, key, configuration: overrides, request } = previewSourceInput.parse(input);
  const configuration = configurationOf(preset, overrides);
  const received = {
    headers: request.headers,
    body: new TextEncoder().encode(request.body),
    receivedAt: ctx.clock().toISOString(),
  };
  const decoded = decode({ key, preset, configuration }, received, decodeTools(ctx));
  if (decoded.outcome === "refused") return decoded;
  const shown = decoded.items.slice(0, MAX_SHOWN_ITEMS);
  const prepared = await transformItems(ctx, { id: null, configuration }, request.headers, shown);
  const items = shown.flatMap((item, index) => {
    const after = prepared[index];
    return after === undefined ? [] : [toPreviewed(item, after)];
  });
  return { outcome: "read", itemCount: decoded.items.length, items };
}

function toPreviewed(before: DecodedItem, after: TransformedItem): PreviewedItem {
  if (before.outcome === "refused") return before;
  const { eventId, pattern, version, timestamp } = before.envelope;
  const event = { eventId, pattern, version, timestamp, timestampStated: before.timestampStated };
  const input = before.payloadText;
  switch (after.outcome) {
    case "event":
      return { outcome: "event", event, input, output: after.payloadText };
    case "held":
      return { outcome: "transformation_failed", event, input, error: after.refusal.message };
    case "refused":
      return after;
  }
}
