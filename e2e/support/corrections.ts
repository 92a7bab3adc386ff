import type { Sql } from "#db/client.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { type CorrectionResult, correctItem } from "#server/services/receipts/correct.ts";
import { processReceipts } from "#server/services/receipts/process.ts";
import { outcomesOf, pendingEvents } from "./pending-receipts.ts";
import { eventually } from "./publish.ts";
import type { SharedRuntime } from "./shared-runtime.ts";

/** What the tests of corrections do with receipts. */
export function receiptsOf(stack: Pick<SharedRuntime, "ctx">) {
  async function process(receiptId: string): Promise<string> {
    await processReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });
    return receiptId;
  }

  /** @param event as JSON text, or what becomes it */
  async function correct(
    receiptId: string,
    event: string | object,
    item = 0,
    ctx: ActorCtx = stack.ctx,
  ): Promise<CorrectionResult> {
    const text = typeof event === "string" ? event : JSON.stringify(event);
    return await correctItem({ ctx, input: { receiptId, item, event: text } });
  }

  /**
   * Holds receipts as a transaction that changes them does, begins something, and makes the change when all that was
   * begun waits for one of them. @throws when something of it does not wait
   */
  async function whileHeld<T>(
    receiptIds: readonly string[],
    begin: () => readonly Promise<T>[],
    change: (sql: Sql) => Promise<unknown> = async () => {},
  ): Promise<T[]> {
    const { begun } = await stack.ctx.db.sql.begin(async (sql) => {
      await sql`select from receipts where id = any(${receiptIds}::uuid[]) order by id for update`;
      const started = begin();
      await waiting(stack.ctx.db.sql, started.length);
      await change(sql);
      return { begun: started };
    });
    return await Promise.all(begun);
  }

  return {
    process,
    correct,

    /** A receipt of these events, after it was processed. */
    received: async (...events: readonly object[]) => await process(await pendingEvents(stack.ctx, events)),

    /** The id of the correction's receipt, which waits. */
    sent: async (receiptId: string, event: string | object, item = 0) =>
      acceptedId(await correct(receiptId, event, item)),

    /** The id of the correction's receipt, after it was processed. */
    corrected: async (receiptId: string, event: string | object, item = 0) =>
      await process(acceptedId(await correct(receiptId, event, item))),

    /** `stored order-17` for each item of a receipt. */
    outcomes: async (receiptId: string) =>
      (await outcomesOf(stack.ctx, receiptId)).map(({ outcome, eventId }) => `${outcome} ${eventId}`),

    whileHeld,
  };
}

function acceptedId(result: CorrectionResult): string {
  if (result.outcome !== "accepted") throw new Error(JSON.stringify(result));
  return result.receiptId;
}

/** Until so many connections of this database wait for a lock. @throws when they do not: what was begun takes no lock */
async function waiting(sql: Sql, connections: number): Promise<void> {
  await eventually(async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return (row?.count ?? 0) >= connections;
  });
}
