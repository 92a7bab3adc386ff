import { beforeAll, describe, expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents, pendingText } from "#e2e/support/pending-receipts.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Refusal, Violation } from "#schemas/receipt.ts";
import { processReceipts } from "../receipts/process.ts";

const stack = sharedRuntime();
let ruleId: string;

beforeAll(async () => {
  ruleId = await seedRule(stack.ctx, ORDERS, { knowsAll: true });
});

let ids = 0;

function nextId(): string {
  ids += 1;
  return `e-${ids}`;
}

/** An event that takes an order into a state. */
function move(order: unknown, state: unknown, eventId = nextId()): object {
  return nativeEvent(eventId, { payload: { order, state } });
}

async function process(events: readonly object[]): Promise<string> {
  const id = await pendingEvents(stack.ctx, events);
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [id] } });
  return id;
}

/** What became of the events of one request. */
async function outcomes(...events: readonly object[]): Promise<readonly string[]> {
  return (await outcomesOf(stack.ctx, await process(events))).map(({ outcome }) => outcome);
}

async function stateOf(entityId: string, rule = ruleId) {
  const rows = await stack.ctx.db.sql<{ state: string | null; eventId: string | null }[]>`
    select state, events.event_id as "eventId" from entity_states left join events on events.id = event_row_id
    where rule_id = ${rule} and entity_id = ${entityId}`;
  return rows[0] ?? null;
}

async function firstItem(receiptId: string) {
  const [row] = await stack.ctx.db.sql<{ detail: Refusal | null; warnings: readonly Violation[] | null }[]>`
    select detail, warnings from receipt_items where receipt_id = ${receiptId} and item = 0`;
  return row;
}

describe("a state machine", () => {
  test("lets entities go the ways that are listed, and refuses others with what it expected", async () => {
    expect(await outcomes(move("way", "new", "way-1"))).toEqual(["stored"]);
    const refused = await process([move("way", "shipped")]);
    expect(await outcomesOf(stack.ctx, refused)).toMatchObject([
      { outcome: "rejected", reason: "rule_violation" },
    ]);
    expect((await firstItem(refused))?.detail).toMatchObject({
      pointer: "/payload/state",
      errors: [{ rule: "Orders", ruleVersion: 1, expected: '["paid"]', actual: '"shipped"' }],
    });
    expect(await stateOf("way")).toEqual({ state: "new", eventId: "way-1" });
    expect(await outcomes(move("way", "paid", "way-2"))).toEqual(["stored"]);
    expect(await stateOf("way")).toEqual({ state: "paid", eventId: "way-2" });
  });

  test("judges the events of one request in their order", async () => {
    expect(
      await outcomes(
        move("order", "paid"),
        move("order", "new"),
        move("order", "paid"),
        move("order", "new"),
      ),
    ).toEqual(["rejected", "stored", "stored", "rejected"]);
    expect(await stateOf("order")).toMatchObject({ state: "paid" });
  });

  test("leaves nothing of an entity whose first event it refused", async () => {
    expect(await outcomes(move("nobody", "paid"))).toEqual(["rejected"]);
    expect(await stateOf("nobody")).toBeNull();
  });

  test("does not judge what is in the log already, or twice in one request", async () => {
    const first = move("twin", "new", "twin-1");
    expect(await outcomes(first, move("twin", "paid", "twin-2"), first)).toEqual([
      "stored",
      "stored",
      "duplicate",
    ]);
    expect(await outcomes(first)).toEqual(["duplicate"]);
    expect(await outcomes(move("twin", "new", "twin-2"))).toEqual(["conflict"]);
    expect(await stateOf("twin")).toMatchObject({ state: "paid", eventId: "twin-2" });
    expect(await outcomes(move("same", "new", "same-1"), move("same", "paid", "same-1"))).toEqual([
      "stored",
      "conflict",
    ]);
    expect(await stateOf("same")).toMatchObject({ state: "new" });
  });

  test("lets another event with the id of a refused one be judged by itself", async () => {
    expect(await outcomes(move("again", "paid", "again-1"), move("again", "new", "again-1"))).toEqual([
      "rejected",
      "stored",
    ]);
  });

  test.each([
    ["no id", { state: "new" }, /has no entity id at \$\.payload\.order/],
    ["an id that is a list", { order: [1], state: "new" }, /kind array/],
    ["no state", { order: "stateless" }, /has no state at \$\.payload\.state/],
  ])("refuses an event with %s", async (_name, payload, message) => {
    const id = await process([nativeEvent(nextId(), { payload })]);
    expect((await firstItem(id))?.detail?.message).toMatch(message);
  });

  test("knows numbers by their value, with all their digits", async () => {
    const text = (order: string, eventId: string) =>
      `{"eventId":"${eventId}","pattern":"order.moved","version":"1","source":{"type":"external","id":"x"},"timestamp":"2026-01-01T00:00:00Z","payload":{"order":${order},"state":"new"}}`;
    const id = await pendingText(
      stack.ctx,
      `[${text("9007199254740993", "n-1")},${text("9007199254740992", "n-2")},${text("9007199254740993.0", "n-3")}]`,
    );
    await processReceipts({ ctx: stack.ctx, input: { receiptIds: [id] } });
    expect((await outcomesOf(stack.ctx, id)).map(({ outcome }) => outcome)).toEqual([
      "stored",
      "stored",
      "rejected",
    ]);
    expect(await stateOf("9007199254740993")).toMatchObject({ eventId: "n-1" });
  });
});

describe("several machines", () => {
  test("move nothing unless all of them allow it", async () => {
    const other = await seedRule(
      stack.ctx,
      {
        ...ORDERS,
        name: "Parcels",
        appliesTo: {
          type: "exact",
          value: "order.moved",
          filters: [{ field: "$.payload.parcel", operator: "gt", value: 0 }],
        },
        rule: {
          kind: "transition",
          entity: "$.payload.parcel",
          state: { from: "name", states: { "order.moved": "packed" } },
          initial: ["packed"],
          transitions: [],
        },
      },
      { knowsAll: true },
    );
    const both = (order: string, state: string, parcel: number) =>
      nativeEvent(nextId(), { payload: { order, state, parcel } });
    expect(
      await outcomes(both("both", "new", 1), both("both", "paid", 1), both("both", "shipped", 2)),
    ).toEqual(["stored", "rejected", "rejected"]);
    expect(await stateOf("both")).toMatchObject({ state: "new" });
    expect(await stateOf("1", other)).toMatchObject({ state: "packed" });
    expect(await stateOf("2", other)).toBeNull();
  });

  test("of which one only warns: the event is stored, its warning is kept, and the entity moves", async () => {
    const warning = await seedRule(
      stack.ctx,
      {
        ...ORDERS,
        name: "Returns",
        severity: "warn",
        appliesTo: { type: "exact", value: "return.moved", filters: [] },
      },
      { knowsAll: true },
    );
    const id = await process([
      nativeEvent("warn-1", { pattern: "return.moved", payload: { order: "w", state: "odd" } }),
    ]);
    expect(await outcomesOf(stack.ctx, id)).toMatchObject([{ outcome: "stored", reason: null }]);
    expect((await firstItem(id))?.warnings).toMatchObject([
      { rule: "Returns", expected: '["new"]', actual: '"odd"' },
    ]);
    expect(await stateOf("w", warning)).toMatchObject({ state: "odd" });
  });
});
