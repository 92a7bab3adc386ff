import type { Sql } from "#db/client.ts";
import { compareWithStored, type EventRow, findUnstorable, insertEvents } from "#db/queries/store-events.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { Ctx } from "../context.ts";
import type { ReceiptItem } from "../receipts/receipt-item.ts";
import { judgeTransitions } from "../rules/transitions.ts";

export interface StoredEvent {
  readonly rowId: string;
  readonly envelope: Envelope;
}

type Row = EventRow & {
  readonly timestampStated: boolean;
  readonly item: ReceiptItem;
  readonly envelope: Envelope;
};

/**
 * Stores the items' events and writes onto each item what became of it: `stored`, `duplicate` (the same event is
 * there), `conflict` (another event has its id: the first is kept), or `rejected` (Postgres cannot hold it, or a state
 * machine refuses it). An event that was refused before is not stored; it is a `duplicate` all the same when it is in
 * the log already, since what it was judged by came later.
 *
 * @param vet ask Postgres of each value first. Costs as much as storing, so it is for a batch that failed without
 * @returns the events that are new
 * @throws Overtaken when another transaction stored one of the events meanwhile: nothing may be kept of this one
 * @throws TooEarly when receipts are to be judged after others that still wait: the same
 */
export async function storeEvents(
  ctx: Pick<Ctx, "rules" | "newId" | "sources" | "transformer" | "processing">,
  sql: Sql,
  items: readonly ReceiptItem[],
  { vet }: { readonly vet: boolean },
): Promise<StoredEvent[]> {
  const read = items.filter(({ draft }) => draft !== null);
  const storable = vet ? await withoutUnstorable(sql, read) : read;
  if (storable.length === 0) return [];
  const moves = await judgeTransitions(
    ctx,
    sql,
    storable.filter(({ refusal }) => refusal === null),
    [...new Set(items.map(({ receiptId }) => receiptId))],
  );
  const rows = storable.flatMap(toRow);
  const accepted = rows.filter(({ item }) => item.refusal === null);
  const stored = accepted.length === 0 ? new Set<string>() : await insertEvents(sql, accepted);
  await moves.finish(stored);
  await settleTwins(
    sql,
    rows.filter((row) => !stored.has(row.id)),
  );
  return accepted.flatMap(({ id, envelope }) => (stored.has(id) ? [{ rowId: id, envelope }] : []));
}

function toRow(item: ReceiptItem): Row[] {
  if (item.draft === null) return [];
  const { envelope, sourceText, payloadText, metadataText, timestampStated } = item.draft;
  const { eventId, pattern, version, timestamp } = envelope;
  const texts = { source: sourceText, payload: payloadText, metadata: metadataText };
  return [
    { id: item.rowId, eventId, pattern, version, timestamp, ...texts, timestampStated, item, envelope },
  ];
}

async function withoutUnstorable(sql: Sql, items: readonly ReceiptItem[]): Promise<readonly ReceiptItem[]> {
  const unstorable = await findUnstorable(sql, items.flatMap(toRow));
  return items.filter((item) => {
    const message = unstorable.get(item.rowId);
    if (message === undefined) return true;
    item.outcome = "rejected";
    item.refusal ??= { reason: "unstorable_json", message: `The event cannot be stored: ${message}.` };
    return false;
  });
}

/** @param rows events that were not stored: their ids are in the log, or they were refused */
async function settleTwins(sql: Sql, rows: readonly Row[]): Promise<void> {
  const twins = await compareWithStored(sql, rows);
  for (const { item, id, eventId } of rows) {
    const twin = twins.get(id);
    const isRefused = item.refusal !== null;
    if (isRefused && !twin?.same) continue;
    if (!twin) throw new Error(`The event ${JSON.stringify(eventId)} was neither stored nor found.`);
    item.rowId = twin.twinId;
    item.outcome = twin.same ? "duplicate" : "conflict";
    item.refusal = twin.same ? null : DIFFERENT_CONTENT;
    item.warnings = [];
  }
}

const DIFFERENT_CONTENT = {
  reason: "different_content",
  message: "Another event with this id is stored already, and differs. The first one was kept.",
  pointer: "/eventId",
} as const;
