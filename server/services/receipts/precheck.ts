import type { Refusal } from "#schemas/receipt.ts";
import type { Preset } from "#schemas/source.ts";
import { decode } from "#server/domain/receipts/decode.ts";
import type { WebhookRequest } from "#server/domain/receipts/decode-github.ts";

/**
 * Whether a request can be read at all: the worker's own decoding, run before the request is accepted, so that a
 * sender learns at once what it would otherwise have to look for in the receipt.
 *
 * @returns the refusal of a request with nothing readable in it, or null
 */
export function precheck(
  preset: Preset,
  request: WebhookRequest,
  reservedKeys: ReadonlySet<string>,
): Refusal | null {
  const items = decode(preset, request, reservedKeys);
  const [first] = items;
  const isHopeless = items.every((item) => item.outcome === "refused");
  return isHopeless && first?.outcome === "refused" ? first.refusal : null;
}
