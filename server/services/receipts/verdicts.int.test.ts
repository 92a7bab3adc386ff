import { beforeAll, describe, expect, test } from "vitest";
import { seedRule } from "#e2e/support/business-rules.ts";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { seedSchema, WITH_TOTAL } from "#e2e/support/schemas.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Refusal, Violation } from "#schemas/receipt.ts";
import { processReceipts } from "./process.ts";

const stack = sharedRuntime();

beforeAll(async () => {
  await seedSchema(stack.ctx, "invoice.made", WITH_TOTAL);
  const appliesTo = { type: "prefix" as const, value: "invoice.", filters: [] };
  await seedRule(stack.ctx, {
    name: "Currency",
    severity: "refuse",
    appliesTo,
    rule: {
      kind: "check",
      expression: 'payload.currency == "EUR"',
      message: "Only euros.",
      field: "$.payload.currency",
    },
  });
  await seedRule(stack.ctx, {
    name: "Large",
    severity: "warn",
    appliesTo,
    rule: { kind: "check", expression: "payload.total < 1000.0", message: "Unusually large." },
  });
});

const invoice = (eventId: string, payload: object, pattern = "invoice.made") =>
  nativeEvent(eventId, { pattern, payload });

async function process(...events: readonly object[]): Promise<string> {
  const id = await pendingEvents(stack.ctx, events);
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [id] } });
  return id;
}

async function firstOf(receiptId: string) {
  const [row] = await stack.ctx.db.sql<
    {
      outcome: string;
      detail: Refusal | null;
      warnings: readonly Violation[] | null;
      eventId: string | null;
      pattern: string | null;
      eventRowId: string | null;
    }[]
  >`
    select outcome, detail, warnings, event_id as "eventId", pattern, event_row_id as "eventRowId"
    from receipt_items where receipt_id = ${receiptId} and item = 0`;
  return row;
}

describe("an event", () => {
  test("that conforms is stored", async () => {
    expect(await firstOf(await process(invoice("fine", { total: 5, currency: "EUR" })))).toMatchObject({
      outcome: "stored",
      detail: null,
      warnings: null,
      pattern: "invoice.made",
    });
  });

  test("that does not is rejected with all that is wrong, by its schema and by the rules", async () => {
    const first = await firstOf(await process(invoice("wrong", { total: -1, currency: "USD" })));
    expect(first).toMatchObject({
      outcome: "rejected",
      eventId: "wrong",
      pattern: "invoice.made",
      eventRowId: null,
      detail: { reason: "schema_violation", pointer: "/payload/total" },
    });
    expect(first?.detail?.errors).toMatchObject([
      { pointer: "/payload/total", keyword: "minimum", schemaVersion: "1.0" },
      { pointer: "/payload/currency", rule: "Currency", ruleVersion: 1 },
    ]);
    expect(await stack.ctx.db.sql`select from events where event_id = 'wrong'`).toHaveLength(0);
  });

  test("that only rules refuse says so, and its version counts", async () => {
    expect(await firstOf(await process(invoice("usd", { total: 1, currency: "USD" })))).toMatchObject({
      detail: { reason: "rule_violation", message: "Only euros." },
    });
    const other = nativeEvent("v2", {
      pattern: "invoice.seen",
      version: "2.0",
      payload: { currency: "EUR", total: 1 },
    });
    expect(await firstOf(await process(other))).toMatchObject({ outcome: "stored" });
  });

  test("that a rule warns of is stored with the warning", async () => {
    const first = await firstOf(await process(invoice("large", { total: 5000, currency: "EUR" })));
    expect(first).toMatchObject({
      outcome: "stored",
      warnings: [{ rule: "Large", message: "Unusually large." }],
    });
  });

  test("that is wrong does not touch the others of its request", async () => {
    const id = await process(
      invoice("batch-1", { total: 1, currency: "EUR" }),
      invoice("batch-2", {}),
      invoice("batch-3", { total: 3, currency: "EUR" }),
    );
    expect((await outcomesOf(stack.ctx, id)).map(({ outcome }) => outcome)).toEqual([
      "stored",
      "rejected",
      "stored",
    ]);
    const [receipt] = await stack.ctx.db.sql`select outcome from receipts where id = ${id}`;
    expect(receipt).toEqual({ outcome: "mixed" });
  });
});

test("what is in the log already is a duplicate, whatever its schema says since", async () => {
  const before = invoice("early", { n: 1, currency: "EUR" }, "invoice.early");
  await process(before);
  await seedSchema(stack.ctx, "invoice.early", WITH_TOTAL);
  expect(await firstOf(await process(before))).toMatchObject({ outcome: "duplicate", detail: null });
  const other = invoice("early", { n: 2, currency: "EUR" }, "invoice.early");
  expect(await firstOf(await process(other))).toMatchObject({
    outcome: "rejected",
    detail: { reason: "schema_violation" },
  });
});

test("an event with more errors than are kept, of a request with many such, is rejected with the first of them", async () => {
  const items = { type: "array", items: { type: "string", maxLength: 1 } };
  await seedSchema(stack.ctx, "invoice.lines", { type: "object", properties: { lines: items } });
  const lines = Array.from({ length: 60 }, (_, n) => `line ${n}`);
  const events = Array.from({ length: 1_000 }, (_, n) =>
    invoice(`lines-${n}`, { lines, currency: "EUR" }, "invoice.lines"),
  );
  const id = await process(...events);
  const rows = await stack.ctx.db.sql<{ errors: number; count: number }[]>`
    select jsonb_array_length(detail -> 'errors') as errors, count(*)::int as count from receipt_items
    where receipt_id = ${id} group by 1 order by 1`;
  expect(rows.map(({ errors }) => errors)).toEqual([1, 50]);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(1_000);
});
