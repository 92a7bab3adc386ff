import type { Sql } from "#db/client.ts";
import { compareWithStored, type EventRow, findUnstorable, insertEvents } from "#db/queries/store-events.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { ReceiptItem } from "../receipts/receipt-item.ts";

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
 * there), `conflict` (another event has its id: the first is kept), or `rejected` (Postgres cannot hold it).
 *
 * @param vet ask Postgres of each value first. Costs as much as storing, so it is for a batch that failed without
 * @returns the events that are new
 */
export async function storeEvents(
  sql: Sql,
  items: readonly ReceiptItem[],
  { vet }: { readonly vet: boolean },
): Promise<StoredEvent[]> {
  const all = items.flatMap(toRow);
  const rows = vet ? await withoutUnstorable(sql, all) : all;
  if (rows.length === 0) return [];
  const stored = await insertEvents(sql, rows);
  await settleTwins(
    sql,
    rows.filter((row) => !stored.has(row.id)),
  );
  return rows.filter((row) => stored.has(row.id)).map((row) => ({ rowId: row.id, envelope: row.envelope }));
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

async function withoutUnstorable(sql: Sql, rows: readonly Row[]): Promise<Row[]> {
  const unstorable = await findUnstorable(sql, rows);
  for (const { id, item } of rows) {
    const message = unstorable.get(id);
    if (message === undefined) continue;
    item.outcome = "rejected";
    item.refusal = { reason: "unstorable_json", message: `The event cannot be stored: ${message}.` };
  }
  return rows.filter((row) => !unstorable.has(row.id));
}

async function settleTwins(sql: Sql, rows: readonly Row[]): Promise<void> {
  const twins = await compareWithStored(sql, rows);
  for (const { item, id, eventId } of rows) {
    const twin = twins.get(id);
    if (!twin) throw new Error(`The event ${JSON.stringify(eventId)} was neither stored nor found.`);
    item.rowId = twin.twinId;
    item.outcome = twin.same ? "duplicate" : "conflict";
    if (!twin.same) {
      const message = "Another event with this id is stored already, and differs. The first one was kept.";
      item.refusal = { reason: "different_content", message, pointer: "/eventId" };
    }
  }
}
