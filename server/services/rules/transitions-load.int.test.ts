import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { describeForEachQueue, queueUrlFor } from "#e2e/support/test-database.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { startWorkers, type Workers } from "#workers/start-workers.ts";

/** So many that their source is busy (limits/lanes.ts): its receipts change lanes. */
const CLIENTS = 60;

const ORDERS_OF_CLIENT = 4;

/** Far more than it takes, also on a machine that is busy with something else. */
const MAX_PROCESSING_MS = 60_000;

describeForEachQueue("the order of events under load", (backend) => {
  const stack = sharedRuntime({ backend, withWorkers: true });
  let other: { readonly runtime: Runtime; readonly workers: Workers };

  beforeAll(async () => {
    await seedRule(stack.ctx, ORDERS, { knowsAll: true });
    const runtime = await createTestRuntime(stack.database, await queueUrlFor(backend, stack.database));
    other = { runtime, workers: startWorkers(runtime, { onStuck: () => {} }) };
  });

  afterAll(async () => {
    await other.workers.stop();
    await other.runtime.close();
  });

  test("no event is refused whose sender waited until the one before it was accepted", async () => {
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let n = 0; n < ORDERS_OF_CLIENT; n += 1) await sendOrder(`${client}-${n}`);
    });
    await Promise.all(clients);
    const { sql } = stack.ctx.db;
    const countPending = async () => (await sql`select from receipts where outcome = 'pending'`).length;
    await expect.poll(countPending, { timeout: MAX_PROCESSING_MS, interval: 50 }).toBe(0);
    const outcomes = await sql`select outcome, count(*)::int as items from receipt_items group by outcome`;
    expect(outcomes).toEqual([{ outcome: "stored", items: CLIENTS * ORDERS_OF_CLIENT * 3 }]);
  }, 180_000);

  /** By one process after the other. */
  async function sendOrder(order: string): Promise<void> {
    for (const [n, state] of ["new", "paid", "shipped"].entries()) {
      const { ctx } = n % 2 === 0 ? stack.runtime : other.runtime;
      await pendingEvents(ctx, [nativeEvent(`${order}-${state}`, { payload: { order, state } })]);
      // The ids of two processes are in order from one millisecond to the next.
      await sleep(2);
    }
  }
});
