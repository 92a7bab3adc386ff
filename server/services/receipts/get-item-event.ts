import { findItemOrigin } from "#db/queries/receipts-correct.ts";
import { receiptItemKey } from "#schemas/correction.ts";
import { draftText } from "#server/domain/receipts/draft-text.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type ItemDraft, readItemDraft } from "./item-draft.ts";
import { usableSource } from "./usable-source.ts";

export type GetItemEventResult =
  /** `text` is the event's envelope as JSON text, with the digits that were sent. */
  | { readonly outcome: "found"; readonly text: string }
  | { readonly outcome: "not_found" }
  | Exclude<ItemDraft, { readonly outcome: "event" }>;

/** The event of an item as it was judged: what a person begins with who corrects it. */
export async function getItemEvent({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetItemEventResult> {
  requirePermission(ctx.actor, "receipts.read");
  const { receiptId, item } = receiptItemKey.parse(input);
  const origin = await findItemOrigin(ctx.db.sql, receiptId, item);
  if (origin === null) return { outcome: "not_found" };
  const usable = await usableSource(ctx, origin.sourceId);
  if (usable.outcome === "unusable") return { outcome: "unreadable", message: usable.message };
  const read = await readItemDraft(ctx, usable.source, origin, item);
  return read.outcome === "event" ? { outcome: "found", text: draftText(read.draft) } : read;
}
