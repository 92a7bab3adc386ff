import fc from "fast-check";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { ORDER_STATES, ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { eventually } from "#e2e/support/publish.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { judgeMove } from "#server/domain/rules/state-machine.ts";
import { processReceipts } from "../receipts/process.ts";

const STATES = ["new", "paid", "shipped", "refunded"] as const;

/** Jobs at once: more than a worker has. */
const JOBS = 4;

const stack = sharedRuntime();
let ruleId: string;

beforeAll(async () => {
  ruleId = await seedRule(stack.ctx, ORDERS, { knowsAll: true });
});

const move = (order: string, state: string, eventId: string) =>
  nativeEvent(eventId, { payload: { order, state } });

async function process(...receiptIds: readonly string[]): Promise<void> {
  await processReceipts({ ctx: stack.ctx, input: { receiptIds } });
}

async function statesOf(prefix: string): Promise<Record<string, string | null>> {
  const rows = await stack.ctx.db.sql<{ entityId: string; state: string | null }[]>`
    select entity_id as "entityId", state from entity_states
    where rule_id = ${ruleId} and entity_id like ${`${prefix}%`} order by entity_id`;
  return Object.fromEntries(rows.map(({ entityId, state }) => [entityId, state]));
}

async function waitingOf(ids: readonly string[]) {
  return await stack.ctx.db.sql`select from receipts where id = any(${ids}::uuid[]) and outcome = 'pending'`;
}

/** Where the log's events take their entities, one after the other. @throws when one of them was not allowed */
async function replay(prefix: string): Promise<Record<string, string>> {
  const rows = await stack.ctx.db.sql<{ entity: string; state: string }[]>`
    select payload ->> 'order' as entity, payload ->> 'state' as state from events
    where payload ->> 'order' like ${`${prefix}%`} order by id`;
  const states: Record<string, string> = {};
  for (const { entity, state } of rows) {
    const from = states[entity] ?? null;
    const verdict = judgeMove(ORDER_STATES, from, state);
    if (verdict.outcome === "refused") throw new Error(`The log has ${entity} go from ${from} to ${state}.`);
    states[entity] = state;
  }
  return Object.fromEntries(Object.entries(states).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const event = fc.record({
  entity: fc.constantFrom("a", "b", "c"),
  state: fc.constantFrom(...STATES),
  /** Few, so that some are sent twice: with the same content, or with another. */
  eventId: fc.integer({ min: 1, max: 40 }),
});

test("whatever jobs do at once, the log is one that could have happened one event after the other", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(event, { minLength: 1, maxLength: 6 }), { minLength: 8, maxLength: 24 }),
      async (requests) => {
        run += 1;
        const prefix = `run${run}-`;
        const ids: string[] = [];
        for (const request of requests) {
          const events = request.map((one) =>
            move(`${prefix}${one.entity}`, one.state, `${prefix}${one.eventId}`),
          );
          ids.push(await pendingEvents(stack.ctx, events));
        }
        await Promise.all(
          Array.from({ length: JOBS }, (_, job) => process(...ids.filter((_id, n) => n % JOBS === job))),
        );
        // What a job found too early waits for the one before it, and is fed again.
        await eventually(async () => {
          await process(...ids);
          return (await waitingOf(ids)).length === 0;
        });
        const failed = await stack.ctx.db
          .sql`select from receipts where id = any(${ids}::uuid[]) and failures > 0`;
        expect(failed).toHaveLength(0);
        expect(await statesOf(prefix)).toEqual(await replay(prefix));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

test("an event id that another transaction takes meanwhile moves nothing, and what follows is judged without it", async () => {
  const other = new pg.Client({ connectionString: stack.database.appUrl });
  await other.connect();
  try {
    await other.query("begin");
    await other.query(
      `insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
       values (gen_random_uuid(), 'taken-1', 'other', '1', '{}', now(), '{}', '{}')`,
    );
    const id = await pendingEvents(stack.ctx, [
      move("taken", "new", "taken-1"),
      move("taken", "paid", "taken-2"),
    ]);
    const done = process(id);
    await eventually(async () => {
      const waiting = await stack.ctx.db.sql`
        select from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into events%'
          and datname = current_database()`;
      return waiting.length > 0;
    });
    await other.query("commit");
    await done;
    expect((await outcomesOf(stack.ctx, id)).map(({ outcome }) => outcome)).toEqual(["conflict", "rejected"]);
    expect(await statesOf("taken")).toEqual({});
  } finally {
    await other.end();
  }
});

test("a transaction that fails takes its moves back", async () => {
  const owner = new pg.Client({ connectionString: stack.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      create function test_refuse() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$;
      create trigger test_refuse before insert on receipt_items for each row
        when (new.event_id = 'doomed-2') execute function test_refuse()`);
    const id = await pendingEvents(stack.ctx, [
      move("doomed", "new", "doomed-1"),
      move("doomed", "paid", "doomed-2"),
    ]);
    await process(id);
    expect(await statesOf("doomed")).toEqual({});
    await owner.query("drop trigger test_refuse on receipt_items");
    await process(id);
    expect(await statesOf("doomed")).toEqual({ doomed: "paid" });
  } finally {
    await owner.end();
  }
});
