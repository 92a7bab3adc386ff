import { beforeEach, expect, test } from "vitest";
import { ORDERS, seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import { processReceipts } from "./process.ts";
import { rejudgeReceipts } from "./rejudge.ts";
import { rejudgeMatching } from "./rejudge-matching.ts";

const stack = sharedRuntime();
let ruleId: string;
let kind: string;
let kinds = 0;

beforeEach(async () => {
  kinds += 1;
  kind = `kind${kinds}.made`;
  ruleId = await seedRule(stack.ctx, {
    name: kind,
    severity: "refuse",
    appliesTo: { type: "exact", value: kind, filters: [] },
    rule: { kind: "check", expression: "payload.n < 10.0", message: "Too much." },
  });
});

async function process(...receiptIds: readonly string[]): Promise<void> {
  await processReceipts({ ctx: stack.ctx, input: { receiptIds } });
}

async function received(...values: readonly number[]): Promise<string> {
  const events = values.map((n) =>
    nativeEvent(`${kind}-${n}-${stack.ctx.newId()}`, { pattern: kind, payload: { n } }),
  );
  const id = await pendingEvents(stack.ctx, events);
  await process(id);
  return id;
}

const forgive = async () =>
  await stack.ctx.db.sql`update business_rules set enabled = false where id = ${ruleId}`;

const outcomes = async (id: string) => (await outcomesOf(stack.ctx, id)).map(({ outcome }) => outcome);

const rejudge = async (...receiptIds: readonly string[]) =>
  (await rejudgeReceipts({ ctx: stack.ctx, input: { receiptIds } })).map(({ outcome }) => outcome);

async function auditOf(id: string) {
  return [
    ...(await stack.ctx.db
      .sql`select after from audit_entries where action = 'receipt.rejudged' and entity_id = ${id}`),
  ];
}

test("rejected events are stored when what refused them is gone, and what was stored stays", async () => {
  const id = await received(1, 20, 3);
  expect(await outcomes(id)).toEqual(["stored", "rejected", "stored"]);
  await forgive();
  expect(await rejudge(id)).toEqual(["requeued"]);
  await process(id);
  expect(await outcomes(id)).toEqual(["stored", "stored", "stored"]);
  const [receipt] = await stack.ctx.db.sql`select outcome, reason from receipts where id = ${id}`;
  expect(receipt).toEqual({ outcome: "stored", reason: null });
  expect(await auditOf(id)).toEqual([{ after: { outcome: "pending" } }]);
});

test("those that would be rejected again are, and say so anew", async () => {
  const id = await received(20);
  expect(await rejudge(id, stack.ctx.newId(), await received(1))).toEqual([
    "requeued",
    "not_rejected",
    "not_rejected",
  ]);
  expect(await rejudge(id)).toEqual(["not_rejected"]);
  await process(id);
  expect(await outcomes(id)).toEqual(["rejected"]);
});

test("a request that was refused at the door is not let in by this", async () => {
  const id = stack.ctx.newId();
  await stack.ctx.db.sql`
    insert into receipts (id, received_at, door, source_key, method, path, headers, body, body_bytes, status, outcome, reason)
    values (${id}, now(), 'rest', 'api', 'POST', '/', '{}', '{}', 2, 400, 'rejected', 'malformed_json')`;
  expect(await rejudge(id)).toEqual(["not_rejected"]);
});

test("one whose body is gone is told apart", async () => {
  const id = stack.ctx.newId();
  await stack.ctx.db.sql`
    insert into receipts (id, received_at, door, source_key, method, path, headers, body, body_bytes, status, outcome)
    values (${id}, now(), 'rest', 'api', 'POST', '/', '{}', null, 2, 202, 'rejected')`;
  await stack.ctx.db.sql`
    insert into receipt_items (receipt_id, item, outcome, reason, pattern)
    values (${id}, 0, 'rejected', 'rule_violation', ${kind})`;
  expect(await rejudge(id)).toEqual(["body_gone"]);
  expect(await rejudgeMatching({ ctx: stack.ctx, input: { filter: { pattern: kind } } })).toEqual({
    outcome: "rejudged",
    requeued: 0,
    gone: 1,
    left: 0,
    nextCursor: null,
  });
});

test("many are found by what they are, some at a time", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await received(20 + n));
  await received(1);
  await forgive();
  const filter = { pattern: kind, reason: "rule_violation", sourceKey: "api" };
  const call = (cursor: string | null) =>
    rejudgeMatching({ ctx: stack.ctx, input: { filter, cursor, limit: 2 } });
  const first = await call(null);
  expect(first).toEqual({ outcome: "rejudged", requeued: 2, gone: 0, left: 3, nextCursor: ids[1] });
  const second = await call(ids[1] ?? null);
  expect(second).toMatchObject({ requeued: 2, left: 1, nextCursor: ids[3] });
  expect(await call(ids[3] ?? null)).toMatchObject({ requeued: 1, left: 0, nextCursor: null });
  await process(...ids);
  for (const id of ids) expect(await outcomes(id)).toEqual(["stored"]);
  expect(await auditOf(ids[4] ?? "")).toEqual([{ after: { outcome: "pending", filter } }]);
});

test.each([
  ["another name", { pattern: "nothing.made" }],
  ["another reason", { reason: "schema_violation" }],
  ["another source", { sourceKey: "github" }],
  ["an earlier time", { to: "2020-01-01T00:00:00Z" }],
  ["a later time", { from: "2999-01-01T00:00:00+01:00" }],
])("those of %s are left alone", async (_name, filter) => {
  const id = await received(20);
  const matching = { ...filter, ...("pattern" in filter ? {} : { pattern: kind }) };
  expect(await rejudgeMatching({ ctx: stack.ctx, input: { filter: matching } })).toMatchObject({
    requeued: 0,
    left: 0,
  });
  expect(await outcomes(id)).toEqual(["rejected"]);
});

test("without a name all rejected events are found, but for those that could not be read", async () => {
  await process(await pendingEvents(stack.ctx, [{ eventId: "no-event" }]));
  const id = await received(20);
  const result = await rejudgeMatching({
    ctx: stack.ctx,
    input: { filter: { from: "2020-01-01T00:00:00Z" } },
  });
  expect(result).toMatchObject({ outcome: "rejudged", nextCursor: null });
  const [receipt] = await stack.ctx.db.sql`select outcome from receipts where id = ${id}`;
  expect(receipt).toEqual({ outcome: "pending" });
  const waiting = await stack.ctx.db.sql<{ id: string }[]>`select id from receipts where outcome = 'pending'`;
  await process(...waiting.map((one) => one.id));
  const unread = await stack.ctx.db
    .sql`select from receipts where outcome = 'rejected' and reason = 'invalid_envelope'`;
  expect(unread.length).toBeGreaterThan(0);
});

test("it is for people who may", async () => {
  const ctx = { ...stack.ctx, actor: { ...stack.ctx.actor, role: "viewer" as const } };
  await expect(rejudgeReceipts({ ctx, input: { receiptIds: [stack.ctx.newId()] } })).rejects.toThrow(
    PermissionDenied,
  );
  await expect(rejudgeMatching({ ctx, input: { filter: {} } })).rejects.toThrow(PermissionDenied);
});

test("an event that came before its entity could take it passes when it is judged again in its order", async () => {
  await seedRule(
    stack.ctx,
    { ...ORDERS, name: `${kind} orders`, appliesTo: { type: "exact", value: "late.moved", filters: [] } },
    { knowsAll: true },
  );
  const moved = async (state: string) => {
    const event = nativeEvent(`late-${state}`, { pattern: "late.moved", payload: { order: "late", state } });
    const id = await pendingEvents(stack.ctx, [event]);
    await process(id);
    return id;
  };
  const early = await moved("paid");
  expect(await outcomes(early)).toEqual(["rejected"]);
  await moved("new");
  await rejudge(early);
  await process(early);
  expect(await outcomes(early)).toEqual(["stored"]);
});
