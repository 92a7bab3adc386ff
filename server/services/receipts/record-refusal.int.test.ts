import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import { SEVERAL_KEYS } from "../limits/refusal-budget.ts";
import { recordRefusal } from "./record-refusal.ts";
import { writeCountedRefusals } from "./write-counted-refusals.ts";

describe("a flood of refused requests", () => {
  const stack = sharedRuntime();

  const flood = (requests: number, difference: () => Parameters<typeof receiptRow>[0]) =>
    Promise.all(
      Array.from({ length: requests }, () =>
        recordRefusal({ ctx: stack.runtime.ctx, input: receiptRow(difference()) }),
      ),
    );

  const receiptsOf = async (reason: string) =>
    await stack.ctx.db.sql<{ id: string; sourceKey: string; requests: number; hasBody: boolean }[]>`
      select id, source_key as "sourceKey", requests, body is not null as "hasBody"
      from receipts where reason = ${reason} order by requests, id`;

  test("leaves few receipts, whose requests add up, and an existing one for every answer", async () => {
    const sourceId = randomUUID();
    const unsigned = { sourceId, status: 401, outcome: "quarantined", reason: "missing_signature" };
    const named = await flood(500, () => unsigned);
    await writeCountedRefusals({ ctx: stack.runtime.ctx });
    const receipts = await receiptsOf("missing_signature");
    expect(receipts.length).toBeLessThan(40);
    expect(receipts.reduce((sum, { requests }) => sum + requests, 0)).toBe(500);
    expect(new Set(named)).toEqual(new Set(receipts.map(({ id }) => id)));
    expect(receipts.filter(({ requests }) => requests > 1).map(({ hasBody }) => hasBody)).toContain(false);
  });

  test("a new key for each request does not make a receipt for each", async () => {
    const unknown = { status: 404, outcome: "rejected", reason: "unknown_source" };
    await flood(500, () => ({ ...unknown, sourceKey: randomUUID() }));
    await writeCountedRefusals({ ctx: stack.runtime.ctx });
    const receipts = await receiptsOf("unknown_source");
    expect(receipts.length).toBeLessThan(30);
    expect(receipts.at(-1)).toMatchObject({ sourceKey: SEVERAL_KEYS });
    expect(receipts.reduce((sum, { requests }) => sum + requests, 0)).toBe(500);
  });

  test("what is counted when the process stops is written", async () => {
    const stopping = await createTestRuntime(stack.database, stack.database.appUrl);
    const disabled = { status: 403, outcome: "rejected", reason: "source_disabled", sourceId: randomUUID() };
    await Promise.all(
      Array.from({ length: 300 }, () => recordRefusal({ ctx: stopping.ctx, input: receiptRow(disabled) })),
    );
    await stopping.close();
    const receipts = await receiptsOf("source_disabled");
    expect(receipts.reduce((sum, { requests }) => sum + requests, 0)).toBe(300);
  });

  test("an unverified body that is too large leaves a receipt without it", async () => {
    const body = Buffer.alloc(200_000);
    const large = { body, bodyBytes: body.byteLength, status: 401, outcome: "quarantined" };
    const [id] = await flood(1, () => ({ ...large, reason: "bad_signature", sourceId: randomUUID() }));
    const [receipt] = await stack.ctx.db
      .sql`select outcome, body, body_bytes from receipts where id = ${id ?? ""}`;
    expect(receipt).toMatchObject({ outcome: "rejected", body: null, body_bytes: 200_000 });
  });
});
