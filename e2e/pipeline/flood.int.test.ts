import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { receiptRows } from "#e2e/support/receipt-rows.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { processReceipts } from "#server/services/receipts/process.ts";

const MIB = 1024 * 1024;

/** What a job may take at most, whatever its receipts unpack to. */
const MAX_GROWTH_BYTES = 400 * MIB;

/** Reading and storing one such receipt takes a tenth of a second, and several times that on a machine that is busy. */
const MAX_BLOCKED_MS = 1_500;

const stack = sharedRuntime();

beforeAll(async () => {
  await stack.ctx.sources.refresh();
});

/** Watches memory and event loop while receipts of one compressed body are processed as one job. */
async function flood(count: number, text: string) {
  const body = gzipSync(text);
  const sourceId = stack.ctx.sources.byKey(NATIVE_SOURCE_KEY)?.id ?? null;
  const headers = JSON.stringify({ "content-type": "application/x-ndjson", "content-encoding": "gzip" });
  const rows = receiptRows(count, {
    sourceId,
    sourceKey: NATIVE_SOURCE_KEY,
    headers,
    body,
    bodyBytes: body.length,
  });
  await Promise.all(rows.map((row) => stack.ctx.receipts.add(row)));
  const beforeBytes = process.memoryUsage().rss;
  const seen = { growthBytes: 0, blockedMs: 0 };
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    seen.blockedMs = Math.max(seen.blockedMs, nowMs - lastMs);
    seen.growthBytes = Math.max(seen.growthBytes, process.memoryUsage().rss - beforeBytes);
    lastMs = nowMs;
  }, 10);
  const receiptIds = rows.map(({ id }) => id);
  await processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds } });
  clearInterval(timer);
  const waiting = await stack.ctx.db.sql`
    select 1 from receipts where id = any(${receiptIds}::uuid[]) and outcome = 'pending'`;
  return { ...seen, processed: count - waiting.length };
}

test("thirty small requests of ten thousand bad lines each", async () => {
  const seen = await flood(30, `${JSON.stringify(SPECIFICATION_EXAMPLE)}\n${"0\n".repeat(9_999)}`);
  expect(seen.processed).toBe(30);
  expect(seen.growthBytes).toBeLessThan(MAX_GROWTH_BYTES);
  expect(seen.blockedMs).toBeLessThan(MAX_BLOCKED_MS);
}, 60_000);
