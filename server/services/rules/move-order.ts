import type { Sql } from "#db/client.ts";
import { waitingSourceIds } from "#db/queries/waiting.ts";
import { firstWaiting } from "#db/queries/waiting-first.ts";
import type { Ctx } from "../context.ts";
import { throttleOf } from "../limits/throttle.ts";
import type { Ahead } from "../receipts/early-receipts.ts";
import { isProcessable } from "../receipts/processable.ts";

/** Once may be its process's fault (receipts/process-suspect.ts). A receipt that failed more often is not waited for. */
const MOST_FAILURES = 1;

/** More sources than an installation has; it bounds a statement. */
const MAX_SOURCES = 10_000;

/**
 * Receipts that were accepted earlier wait still, and what they hold is to be judged before these. The transaction is
 * to be rolled back, and these are to be tried again later.
 */
export class TooEarly extends Error {
  override readonly name = "TooEarly";
  readonly receiptIds: ReadonlySet<string>;

  constructor(receiptIds: readonly string[]) {
    super("Receipts that were accepted earlier wait still.");
    this.receiptIds = new Set(receiptIds);
  }
}

type OrderCtx = Pick<Ctx, "sources" | "transformer" | "processing">;

/** A receipt whose events move an entity. */
export interface MovingReceipt {
  readonly receiptId: string;
  readonly sourceId: string | null;
}

/**
 * Sees to it that receipts of one source move entities in the order in which they were accepted, however many workers
 * there are. Also those that nothing speaks against wait: going first, they may take an entity to where the earlier
 * ones' events are refused.
 *
 * @param beside ids of the receipts that the same transaction processes, in their order
 * @throws {TooEarly} naming those before which others of their source wait
 */
export async function requireTurn(
  ctx: OrderCtx,
  sql: Sql,
  moving: readonly MovingReceipt[],
  beside: readonly string[],
): Promise<void> {
  const patient = patientOf(ctx, moving, "own_source");
  const sourceIds = [...new Set(patient.flatMap(({ sourceId }) => sourceId ?? []))];
  const firsts = await firstOf(sql, patient, sourceIds, beside);
  const early = patient.filter(({ receiptId, sourceId }) =>
    firsts.some((first) => first.sourceId === sourceId && first.id < receiptId),
  );
  putOff(ctx, early, "own_source");
}

/**
 * Sees to it that an event is refused only when nothing else that was accepted earlier can explain it: an entity may be
 * moved by several sources. Throttled sources are behind because they are to be: nobody waits for them, nor do they for
 * others, since each try would cost them what lets them process something else. Nobody waits for what cannot be processed.
 *
 * The transaction holds the entities, so whoever moved them has either been seen, or waits still.
 *
 * @param disputed receipts with an event that a state machine objects to
 * @throws {TooEarly} naming those before which receipts of other sources wait
 */
export async function requireNothingAhead(
  ctx: OrderCtx,
  sql: Sql,
  disputed: readonly MovingReceipt[],
  beside: readonly string[],
): Promise<void> {
  const isFree = (sourceId: string | null) => throttleOf(ctx, sourceId) === null;
  const free = disputed.filter(({ sourceId }) => isFree(sourceId));
  const patient = patientOf(ctx, free, "others");
  if (patient.length === 0) return;
  const waiting = await waitingSourceIds(sql, MAX_SOURCES);
  const sourceIds = waiting.filter((sourceId) => isFree(sourceId) && isProcessable(ctx, sourceId));
  const firsts = await firstOf(sql, patient, sourceIds, beside);
  const early = patient.filter(({ receiptId, sourceId }) =>
    firsts.some((first) => first.sourceId !== sourceId && first.id < receiptId),
  );
  putOff(ctx, early, "others");
}

function patientOf(
  { processing }: OrderCtx,
  receipts: readonly MovingReceipt[],
  ahead: Ahead,
): readonly MovingReceipt[] {
  return receipts.filter(({ receiptId }) => processing.early.mayWait(receiptId, ahead));
}

/** @throws {TooEarly} when there are any */
function putOff({ processing }: OrderCtx, early: readonly MovingReceipt[], ahead: Ahead): void {
  if (early.length === 0) return;
  const ids = early.map(({ receiptId }) => receiptId);
  processing.early.note(ids, ahead);
  throw new TooEarly(ids);
}

async function firstOf(
  sql: Sql,
  receipts: readonly MovingReceipt[],
  sourceIds: readonly string[],
  beside: readonly string[],
) {
  // Ids are UUIDv7 in lower case: the order of their texts is the order in which they were made.
  const newest = receipts
    .map(({ receiptId }) => receiptId)
    .sort()
    .at(-1);
  if (newest === undefined || sourceIds.length === 0) return [];
  return await firstWaiting(sql, { sourceIds, before: newest, beside, mostFailures: MOST_FAILURES });
}
