import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { processReceipts } from "../receipts/process.ts";
import { learnMachines } from "./learn.ts";

const stack = sharedRuntime();

let nextId = 0;

/** What became of an event of this kind that takes an order into a state. */
async function move(kind: string, order: string, state: string): Promise<string | undefined> {
  nextId += 1;
  const event = nativeEvent(`e-${nextId}`, { pattern: `${kind}.moved`, payload: { order, state } });
  const id = await pendingEvents(stack.ctx, [event]);
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [id] } });
  return (await outcomesOf(stack.ctx, id))[0]?.outcome;
}

/** A machine for events of one kind alone. */
async function addMachine(kind: string): Promise<string> {
  return await seedRule(stack.ctx, {
    ...ORDERS,
    name: kind,
    appliesTo: { type: "prefix", value: `${kind}.`, filters: [] },
  });
}

const learn = () => learnMachines({ ctx: stack.ctx });

async function learningOf(ruleId: string): Promise<string | null> {
  const [row] = await stack.ctx.db.sql<{ learning: string | null }[]>`
    select learning from business_rules where id = ${ruleId}`;
  return row?.learning ?? null;
}

async function statesOf(ruleId: string): Promise<Record<string, string>> {
  const rows = await stack.ctx.db.sql<{ entityId: string; state: string }[]>`
    select entity_id as "entityId", state from entity_states where rule_id = ${ruleId} order by entity_id`;
  return Object.fromEntries(rows.map(({ entityId, state }) => [entityId, state]));
}

test("a new machine learns from the log where its entities are, and then refuses", async () => {
  for (const [order, state] of [
    ["a", "new"],
    ["a", "paid"],
    ["b", "new"],
    ["c", "new"],
  ] as const) {
    expect(await move("past", order, state)).toBe("stored");
  }
  await move("else", "a", "new");
  const ruleId = await addMachine("past");
  expect(await move("past", "b", "shipped")).toBe("stored");
  expect(await move("past", "d", "paid")).toBe("stored");
  expect(await learn()).toBe(1);
  expect(await statesOf(ruleId)).toEqual({ a: "paid", b: "shipped", c: "new", d: "paid" });
  expect(await learningOf(ruleId)).toBeNull();
  expect(await move("past", "a", "new")).toBe("rejected");
  expect(await move("past", "a", "shipped")).toBe("stored");
  expect(await move("past", "e", "paid")).toBe("rejected");
  expect(await learn()).toBe(0);
});

test("it waits for transactions that do not know of the machine, and sees what they stored", async () => {
  const other = new pg.Client({ connectionString: stack.database.appUrl });
  await other.connect();
  try {
    await other.query("begin");
    await other.query("select pg_current_xact_id()");
    const ruleId = await addMachine("flight");
    const learning = learn();
    await sleep(300);
    expect(await learningOf(ruleId)).not.toBeNull();
    await other.query(
      `insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata) values
       (gen_random_uuid(), 'flight-1', 'flight.moved', '1', '{"type":"task","id":"x"}', now(), '{"order":"f","state":"paid"}', '{}')`,
    );
    await other.query("commit");
    expect(await learning).toBe(1);
    expect(await statesOf(ruleId)).toEqual({ f: "paid" });
  } finally {
    await other.end();
  }
});

test("it goes on where it noted that it was", async () => {
  const ids: string[] = [];
  for (const order of ["old", "middle", "young"]) {
    await move("noted", order, "new");
    const [row] = await stack.ctx.db.sql<
      { id: string }[]
    >`select id from events where event_id = ${`e-${nextId}`}`;
    ids.push(row?.id ?? "");
  }
  const ruleId = await addMachine("noted");
  const noted = `${await learningOf(ruleId)} ${ids[1]}`;
  await stack.ctx.db.sql`update business_rules set learning = ${noted} where id = ${ruleId}`;
  expect(await learn()).toBe(1);
  expect(await statesOf(ruleId)).toEqual({ old: "new" });
});

test("a worker that is about to end leaves it to the next", async () => {
  await move("ending", "a", "new");
  const ruleId = await addMachine("ending");
  const begun = AbortSignal.abort();
  expect(await learnMachines({ ctx: { ...stack.ctx, shutdown: { begun, hurried: begun } } })).toBe(0);
  expect(await learningOf(ruleId)).not.toBeNull();
  const rounds = await Promise.all([learn(), learn(), learn()]);
  expect(rounds.filter((learned) => learned === 1)).toHaveLength(1);
  expect(rounds.filter((learned) => learned === 0)).toHaveLength(2);
  expect(await statesOf(ruleId)).toEqual({ a: "new" });
});

test("what was learned of an earlier generation is forgotten, and learned anew", async () => {
  await move("again", "a", "new");
  const ruleId = await addMachine("again");
  await learn();
  await stack.ctx.db.sql`
    update business_rules set generation = 2, learning = pg_current_xact_id()::text where id = ${ruleId}`;
  await learn();
  const rows = await stack.ctx.db.sql`select generation, state from entity_states where rule_id = ${ruleId}`;
  expect([...rows]).toEqual([{ generation: 2, state: "new" }]);
});
