import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "#server/services/context.ts";
import { patiently } from "./patiently.ts";
import type { Accepted } from "./send.ts";

/** The reconciler finds whatever lost its job within a few seconds; this is many times that. */
const SETTLE_WITHIN_MS = 60_000;

const LOOK_EVERY_MS = 200;

/** What the database says of the requests that were accepted. */
export interface Summary {
  readonly receipts: number;
  readonly pending: number;
  readonly stored: number;
  readonly repeated: number;
  readonly matches: number;
  readonly delivered: number;
  readonly undelivered: number;
}

/** Waits until nothing is pending, and reads what became of everything. */
export async function summarise({ db }: Pick<Ctx, "db">, accepted: readonly Accepted[]): Promise<Summary> {
  const deadline = performance.now() + SETTLE_WITHIN_MS;
  for (;;) {
    const summary = await patiently(() => read(db, accepted));
    if ((summary.pending === 0 && summary.undelivered === 0) || performance.now() > deadline) return summary;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Whether everything that was sent is stored and processed, and everything that it started is delivered. */
export function isAllDone({ stored, pending, undelivered }: Summary, sent: number): boolean {
  return stored === sent && pending === 0 && undelivered === 0;
}

async function read(db: Ctx["db"], accepted: readonly Accepted[]): Promise<Summary> {
  const receiptIds = accepted.map(({ receiptId }) => receiptId);
  const eventIds = accepted.map(({ eventId }) => eventId);
  const [row] = await db.sql<Summary[]>`
    with mine as (select id from events where event_id = any(${eventIds}::text[])),
      received as (select outcome from receipts where id = any(${receiptIds}::uuid[])),
      sent as (select status from deliveries where event_row_id in (select id from mine))
    select
      (select count(*) from received) as receipts,
      (select count(*) from received where outcome = 'pending') as pending,
      (select count(*) from mine) as stored,
      (select count(*) from received where outcome = 'duplicate') as repeated,
      (select count(*) from matches where event_row_id in (select id from mine)) as matches,
      (select count(*) from sent where status = 'succeeded') as delivered,
      (select count(*) from sent where status <> 'succeeded') as undelivered`;
  if (!row) throw new Error("The database answered nothing.");
  return row;
}
