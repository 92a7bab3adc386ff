import type { ItemOrigin } from "#db/queries/receipts-correct.ts";
import type { EventDraft } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import { EvaluatorUnavailable } from "../evaluation/evaluator-unavailable.ts";
import type { Source } from "../sources/directory.ts";
import { readReceipt } from "./read-receipt.ts";
import { transformItems } from "./transform-items.ts";

export type ItemDraft =
  | { readonly outcome: "event"; readonly draft: EventDraft }
  /** Its body is not kept any more. */
  | { readonly outcome: "body_gone" }
  /** No event can be made of it, at least not as its source is configured now. */
  | { readonly outcome: "unreadable"; readonly message: string };

/** The event of one item of a kept request, as it was judged: read and, where its source does that, transformed again. */
export async function readItemDraft(
  ctx: Pick<Ctx, "sources" | "transformer">,
  source: Source,
  { body, ...origin }: ItemOrigin,
  item: number,
): Promise<ItemDraft> {
  if (body === null) return { outcome: "body_gone" };
  const read = await readReceipt(ctx, source, { ...origin, body });
  if (read.outcome === "refused") return { outcome: "unreadable", message: read.refusal.message };
  const decoded = read.items[item];
  if (decoded === undefined)
    return { outcome: "unreadable", message: "The request has no such item by now." };
  if (decoded.outcome === "refused") return { outcome: "unreadable", message: decoded.refusal.message };
  if (origin.isCorrection) return { outcome: "event", draft: decoded };
  return await transformed(ctx, source, origin.headers, decoded);
}

async function transformed(
  ctx: Pick<Ctx, "transformer">,
  { configuration }: Source,
  headers: ItemOrigin["headers"],
  decoded: EventDraft,
): Promise<ItemDraft> {
  try {
    const [after] = await transformItems(ctx, { id: null, configuration }, headers, [decoded]);
    if (after?.outcome === "event") return { outcome: "event", draft: after };
    return { outcome: "unreadable", message: after?.refusal.message ?? "The transformation gave nothing." };
  } catch (cause) {
    if (!(cause instanceof EvaluatorUnavailable)) throw cause;
    return {
      outcome: "unreadable",
      message: "Its source's transformation cannot be run just now. Try again later.",
    };
  }
}
