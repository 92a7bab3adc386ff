import { setImmediate as breathe } from "node:timers/promises";
import type { PendingReceipt } from "#db/queries/receipts.ts";
import { MAX_REQUEST_ITEMS } from "#server/domain/receipts/event-draft.ts";
import type { JudgedEvent, PreparedItem, PreparedReceipt } from "./receipt-item.ts";
import { charactersOfViolation } from "./violation-size.ts";

/** As many items as the largest request may have: a transaction stores them in a second or two. */
const MAX_BATCH_ITEMS = MAX_REQUEST_ITEMS;

/** 8 MiB of JSON text, without compression. Parsed, and written again for the database, it takes some ten times this. */
const MAX_BATCH_CHARACTERS = 8 * 1024 * 1024;

/**
 * Prepares receipts one by one, and gives them on whenever there is enough for a transaction: compressed bodies, lines
 * that are all refused, and transformations make much of little. No batch exceeds its bounds, unless one receipt does.
 *
 * @param prepare null: the receipt is left out
 */
export async function* prepareBatches(
  receipts: readonly PendingReceipt[],
  prepare: (receipt: PendingReceipt) => Promise<PreparedReceipt | null>,
): AsyncGenerator<readonly PreparedReceipt[]> {
  let batch: PreparedReceipt[] = [];
  let items = 0;
  let characters = 0;
  for (const receipt of receipts) {
    // Reading a receipt is a task of its own: timers, locks and other jobs have their turn between two.
    await breathe();
    const prepared = await prepare(receipt);
    if (prepared === null) continue;
    const own = charactersOf(prepared);
    const isFull = items + prepared.items.length > MAX_BATCH_ITEMS || characters + own > MAX_BATCH_CHARACTERS;
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      items = 0;
      characters = 0;
    }
    batch.push(prepared);
    items += prepared.items.length;
    characters += own;
  }
  if (batch.length > 0) yield batch;
}

/** Of the body, which the items' texts may be parts of and keep, or of what transformations made of it. */
function charactersOf({ items, unpackedBytes }: PreparedReceipt): number {
  let characters = 0;
  for (const item of items) characters += charactersOfItem(item);
  return Math.max(characters, unpackedBytes);
}

function charactersOfItem(item: PreparedItem): number {
  if (item.outcome !== "event") return item.refusal.message.length;
  const { payloadText, metadataText, sourceText } = item.draft;
  return payloadText.length + metadataText.length + sourceText.length + charactersOfVerdict(item);
}

/** As a verdict is stored with the item: its errors repeat parts of the event. */
function charactersOfVerdict({ refusal, warnings }: JudgedEvent): number {
  let characters = refusal?.message.length ?? 0;
  for (const violation of [...(refusal?.errors ?? []), ...warnings])
    characters += charactersOfViolation(violation);
  return characters;
}
