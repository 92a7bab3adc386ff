import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { z } from "zod";

/** A receipt as the log has it. */
export interface LedgerReceipt {
  readonly status: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly hasBody: boolean;
  /** How many requests it stands for. */
  readonly requests: number;
  /** How many items there are of each outcome. */
  readonly items: Readonly<Record<string, number>>;
}

const receiptRow = z.object({
  status: z.int(),
  outcome: z.string(),
  reason: z.string().nullable(),
  hasBody: z.boolean(),
  requests: z.int(),
  items: z.record(z.string(), z.int()),
});

/** A worker that is not overloaded needs some ten milliseconds, and refusals that are counted together a second. */
const ASK_EVERY_MS = 5;
const SETTLED_WITHIN_MS = 20_000;

/** What the database holds, looked at with the application's own rights. */
export class Ledger {
  readonly sql: postgres.Sql;

  constructor(databaseUrl: string) {
    this.sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  }

  async receipt(id: string): Promise<LedgerReceipt | null> {
    const [row] = await this.sql`
      select status, outcome, reason, body is not null as "hasBody", requests,
        (select coalesce(jsonb_object_agg(outcome, count), '{}') from (
          select outcome, count(*)::int from receipt_items where receipt_id = receipts.id group by outcome) as counted
        ) as items
      from receipts where id = ${id}`;
    return row === undefined ? null : receiptRow.parse(row);
  }

  /** The receipt once it is settled. Refusals that are counted together are written within a second. */
  async settledReceipt(id: string): Promise<LedgerReceipt> {
    const deadline = performance.now() + SETTLED_WITHIN_MS;
    for (;;) {
      const receipt = await this.receipt(id);
      if (receipt !== null && receipt.outcome !== "pending") return receipt;
      if (performance.now() > deadline)
        throw new Error(`The receipt ${id} is ${receipt?.outcome ?? "missing"}.`);
      await sleep(ASK_EVERY_MS);
    }
  }

  /** Publishers' ids of the events that a request became, in its order. */
  async eventIds(receiptId: string): Promise<string[]> {
    const rows = await this.sql<{ id: string }[]>`
      select event_id as id from receipt_items
      where receipt_id = ${receiptId} and event_id is not null order by item`;
    return rows.map(({ id }) => id);
  }

  /** Events that no receipt accounts for, and items that say of an event that is not there that it was stored. */
  async halfStored(): Promise<number> {
    const [row] = await this.sql<{ count: number }[]>`
      select count(*)::int from events
      full join (select event_row_id from receipt_items where outcome = 'stored') as items on items.event_row_id = events.id
      where events.id is null or items.event_row_id is null`;
    return row?.count ?? -1;
  }

  async close(): Promise<void> {
    await this.sql.end();
  }
}
