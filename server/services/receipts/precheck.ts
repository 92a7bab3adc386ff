import type { Refusal } from "#schemas/receipt.ts";
import { decode, type ReceivedRequest } from "#server/domain/receipts/decode.ts";
import type { DecodedItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { refusedOutcome } from "./curable.ts";
import { decodeTools } from "./decode-tools.ts";
import { unpack } from "./unpack.ts";

/** An item as far as it can be known before it is stored. `refusal` is null unless nothing can come of it at present. */
export interface CheckedItem {
  readonly outcome: "pending" | "quarantined" | "rejected";
  readonly eventId: string | null;
  readonly refusal: Refusal | null;
}

export type Precheck =
  /** At least one of the items is an event. */
  | { readonly outcome: "readable"; readonly items: readonly CheckedItem[]; readonly isList: boolean }
  /** It may be read, and holds no events: a batch of none. */
  | { readonly outcome: "empty" }
  /** `items` are empty when the request is refused as a whole; otherwise `refusal` is the first one's. */
  | { readonly outcome: "refused"; readonly refusal: Refusal; readonly items: readonly CheckedItem[] };

/**
 * Whether a request can be read at all: the worker's own decoding, run before the request is accepted, so that a
 * sender learns at once what it would otherwise have to look for in the receipt. A transformation is left to the worker.
 *
 * @param request `body` as it was sent, compressed if it was
 * @param maxBodyBytes of the body without its compression
 */
export async function precheck(
  ctx: Pick<Ctx, "sources">,
  source: Source,
  request: ReceivedRequest,
  maxBodyBytes: number,
): Promise<Precheck> {
  const unpacking = await unpack(request.body, request.headers["content-encoding"] ?? null, maxBodyBytes);
  if (unpacking.outcome === "refused") return { ...unpacking, items: [] };
  const decoded = decode(source, { ...request, body: unpacking.body }, decodeTools(ctx));
  if (decoded.outcome === "refused") return { ...decoded, items: [] };
  const items = decoded.items.map(toChecked);
  const [first] = items;
  if (first === undefined) return { outcome: "empty" };
  const isHopeless = items.every(({ refusal }) => refusal !== null);
  return isHopeless && first.refusal !== null
    ? { outcome: "refused", refusal: first.refusal, items }
    : { outcome: "readable", items, isList: decoded.isList };
}

function toChecked(item: DecodedItem): CheckedItem {
  return item.outcome === "event"
    ? { outcome: "pending", eventId: item.envelope.eventId, refusal: null }
    : { outcome: refusedOutcome(item.refusal), eventId: null, refusal: item.refusal };
}
