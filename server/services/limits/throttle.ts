import { chargeTokens, takeTokens } from "#db/queries/throttles.ts";
import type { Ctx } from "../context.ts";

/** A receipt and the source that it came from. */
export interface SourcedReceipt {
  readonly id: string;
  readonly sourceId: string | null;
}

/** How many receipts of a source may be processed in a second; null: as many as there are. */
export function throttleOf({ sources }: Pick<Ctx, "sources">, sourceId: string | null): number | null {
  const source = sourceId === null ? undefined : sources.byId(sourceId);
  if (source === undefined || "fault" in source) return null;
  return source.configuration.throttle?.perSecond ?? null;
}

/**
 * Which of the receipts may be processed now: all of sources without a throttle, and of each throttled source as
 * many as its bucket has tokens for. The others stay pending and are fed again (server/services/reconcile.ts).
 *
 * A token is spent by being admitted: call it once for receipts that are pending, before they are read and decoded.
 *
 * @param receipts oldest first: of a throttled source the first ones go
 * @returns their ids, in the same order
 */
export async function admitThrottled(
  ctx: Pick<Ctx, "db" | "sources">,
  receipts: readonly SourcedReceipt[],
): Promise<string[]> {
  const asked = wantedOf(ctx, receipts);
  if (asked.length === 0) return receipts.map((receipt) => receipt.id);
  const left = new Map(asked.map(({ sourceId }) => [sourceId, 0]));
  for (const [sourceId, granted] of await takeTokens(ctx.db.sql, asked)) left.set(sourceId, granted);
  return receipts.filter(({ sourceId }) => spend(left, sourceId)).map((receipt) => receipt.id);
}

function wantedOf(ctx: Pick<Ctx, "sources">, receipts: readonly SourcedReceipt[]) {
  return [...Map.groupBy(receipts, (receipt) => receipt.sourceId)].flatMap(([sourceId, own]) => {
    const perSecond = throttleOf(ctx, sourceId);
    return sourceId === null || perSecond === null ? [] : [{ sourceId, perSecond, wanted: own.length }];
  });
}

function spend(left: Map<string, number>, sourceId: string | null): boolean {
  const tokens = sourceId === null ? undefined : left.get(sourceId);
  if (sourceId === null || tokens === undefined) return true;
  if (tokens < 1) return false;
  left.set(sourceId, tokens - 1);
  return true;
}

/**
 * Charges throttled sources for what receipts held beyond one event each, which is what admitting them cost: a batch
 * of 100 events makes its source wait as long as 100 receipts would have. Call it when they are stored.
 *
 * @param stored one entry for each receipt that was processed
 */
export async function chargeThrottled(
  ctx: Pick<Ctx, "db" | "sources">,
  stored: readonly { readonly sourceId: string | null; readonly events: number }[],
): Promise<void> {
  const beyond = new Map<string, number>();
  for (const { sourceId, events } of stored) {
    if (sourceId === null || events <= 1 || throttleOf(ctx, sourceId) === null) continue;
    beyond.set(sourceId, (beyond.get(sourceId) ?? 0) + events - 1);
  }
  const charges = [...beyond].map(([sourceId, tokens]) => ({ sourceId, tokens }));
  if (charges.length > 0) await chargeTokens(ctx.db.sql, charges);
}
