import { pendingReceiptSizes } from "#db/queries/receipts.ts";
import { sliceBySize } from "#server/domain/receipts/slices.ts";
import type { Ctx } from "../context.ts";
import { admitThrottled } from "../limits/throttle.ts";

/** Bodies of one slice, all of them in memory at once and parsed: some ten times this. */
export const MAX_SLICE_BYTES = 8 * 1024 * 1024;

type Sized = Awaited<ReturnType<typeof pendingReceiptSizes>>[number];

/**
 * Chooses which of the receipts are processed now, and which together. The others stay pending and are fed again: those
 * of throttled sources, of sources that cannot be used, and of sources whose transformations took too long of late.
 *
 * Receipts that need no transformation come first, and each source that transforms has slices of its own, so that
 * nobody waits for an expression but its own source, for long.
 */
export async function planSlices(ctx: Ctx, receiptIds: readonly string[]): Promise<string[][]> {
  const waiting = await pendingReceiptSizes(ctx.db.sql, receiptIds);
  const usable = await withUsableSource(ctx, waiting);
  const affordable = usable.filter(({ sourceId }) => sourceId === null || !ctx.transformer.isSpent(sourceId));
  const admitted = new Set(await admitThrottled(ctx, affordable));
  const groups = Map.groupBy(
    affordable.filter(({ id }) => admitted.has(id)),
    ({ sourceId }) => (isTransformed(ctx, sourceId) ? sourceId : null),
  );
  const plain = groups.get(null) ?? [];
  groups.delete(null);
  return [plain, ...groups.values()].flatMap((receipts) => sliceBySize(receipts, MAX_SLICE_BYTES));
}

/** Asks for changes once when a source is not known: another process may have made it a moment ago. */
async function withUsableSource(ctx: Ctx, receipts: readonly Sized[]): Promise<readonly Sized[]> {
  const isUnknown = ({ sourceId }: Sized) => sourceId !== null && ctx.sources.byId(sourceId) === undefined;
  if (receipts.some(isUnknown)) await ctx.sources.refresh(ctx);
  return receipts.filter(({ sourceId }) => {
    const source = sourceId === null ? undefined : ctx.sources.byId(sourceId);
    return source === undefined || !("fault" in source);
  });
}

function isTransformed({ sources }: Ctx, sourceId: string | null): boolean {
  const source = sourceId === null ? undefined : sources.byId(sourceId);
  return source !== undefined && !("fault" in source) && source.configuration.transformation !== null;
}
