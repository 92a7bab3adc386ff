import { pendingReceiptSizes } from "#db/queries/receipts.ts";
import { sliceBySize } from "#server/domain/receipts/slices.ts";
import type { Ctx } from "../context.ts";
import { admitThrottled } from "../limits/throttle.ts";
import { isProcessable } from "./processable.ts";

/** Bodies of one slice as they were sent: all of them are in memory at once. What they unpack to is another matter. */
const MAX_SLICE_BYTES = 8 * 1024 * 1024;

type Sized = Awaited<ReturnType<typeof pendingReceiptSizes>>[number];

/** Receipt ids, those together that are read at once. */
export interface Plan {
  /** Of sources without a transformation. */
  readonly plain: readonly (readonly string[])[];
  /** Each of one source: those first whose transformations took least of late. */
  readonly transformed: readonly (readonly string[])[];
}

/**
 * Chooses which of the receipts are processed now, and which together. The others stay pending and are fed again: those
 * of throttled sources, of sources that cannot be used, and of sources whose transformations took too long of late.
 *
 * Receipts that need no transformation come first. Each source that transforms has slices of its own, the slowest last,
 * so that nobody waits for long for an expression but its own source.
 */
export async function planSlices(ctx: Ctx, receiptIds: readonly string[]): Promise<Plan> {
  const waiting = await pendingReceiptSizes(ctx.db.sql, receiptIds);
  await refreshSources(ctx, waiting);
  const processable = waiting.filter(({ sourceId }) => isProcessable(ctx, sourceId));
  const admitted = new Set(await admitThrottled(ctx, processable));
  const groups = Map.groupBy(
    processable.filter(({ id }) => admitted.has(id)),
    ({ sourceId }) => (isTransformed(ctx, sourceId) ? sourceId : null),
  );
  const transformed = [...groups].flatMap(([sourceId, receipts]) =>
    sourceId === null ? [] : [{ receipts, spentMs: ctx.transformer.spentMs(sourceId) }],
  );
  transformed.sort((one, other) => one.spentMs - other.spentMs);
  return {
    plain: sliceBySize(groups.get(null) ?? [], MAX_SLICE_BYTES),
    transformed: transformed.flatMap(({ receipts }) => sliceBySize(receipts, MAX_SLICE_BYTES)),
  };
}

/** Asks for changes once when a source is not known: another process may have made it a moment ago. */
async function refreshSources({ sources }: Ctx, receipts: readonly Sized[]): Promise<void> {
  const isUnknown = ({ sourceId }: Sized) => sourceId !== null && sources.byId(sourceId) === undefined;
  if (receipts.some(isUnknown)) await sources.refresh();
}

function isTransformed({ sources }: Ctx, sourceId: string | null): boolean {
  const source = sourceId === null ? undefined : sources.byId(sourceId);
  return source !== undefined && !("fault" in source) && source.configuration.transformation !== null;
}
