import { expect, test } from "vitest";
import type { PendingReceipt } from "#db/queries/receipts.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { type EventDraft, refuseItem } from "#server/domain/receipts/event-draft.ts";
import { prepareBatches } from "./prepare-batches.ts";
import type { PreparedItem } from "./receipt-item.ts";

const MIB = 1024 * 1024;

const receipts = (count: number): PendingReceipt[] =>
  Array.from({ length: count }, (_, n) => ({
    id: String(n),
    receivedAt: "2026-01-01T00:00:00Z",
    sourceId: null,
    sourceKey: "any",
    headers: {},
    body: new Uint8Array(),
    failures: 0,
    isCorrection: false,
  }));

const refused = refuseItem({ reason: "malformed_json", message: "no JSON" });

const DRAFT: EventDraft = {
  outcome: "event",
  envelope: {
    eventId: "1",
    pattern: "a.b",
    version: "1",
    source: { type: "external", id: "x" },
    timestamp: "2026-01-01T00:00:00Z",
    payload: {},
    metadata: {},
  },
  sourceText: "{}",
  payloadText: "{}",
  metadataText: "{}",
  timestampStated: true,
};

const event = (texts: Partial<EventDraft>, refusal: Refusal | null = null): PreparedItem => ({
  outcome: "event",
  draft: { ...DRAFT, ...texts },
  refusal,
  warnings: [],
});

/** 3 MiB of what is wrong. */
const VERBOSE: Refusal = {
  reason: "rule_violation",
  message: "no",
  errors: [{ pointer: "", message: "x".repeat(3 * MIB) }],
};

/** The sizes of the batches that come of so many receipts of one kind. */
async function sizes(
  count: number,
  made: { readonly items: readonly PreparedItem[]; readonly bytes?: number },
) {
  const found: number[] = [];
  const prepare = async ({ id }: PendingReceipt) => ({
    id,
    sourceId: null,
    items: made.items,
    unpackedBytes: made.bytes ?? 2,
  });
  for await (const batch of prepareBatches(receipts(count), prepare)) found.push(batch.length);
  return found;
}

test("small receipts share a transaction", async () => {
  expect(await sizes(500, { items: [event({})] })).toEqual([500]);
});

test("items that are refused count like any other", async () => {
  expect(await sizes(3, { items: Array.from({ length: 5_000 }, () => refused) })).toEqual([2, 1]);
  expect(await sizes(2, { items: Array.from({ length: 10_000 }, () => refused) })).toEqual([1, 1]);
});

test.each([
  ["payloads", { items: [event({ payloadText: "x".repeat(3 * MIB) })] }],
  ["metadata", { items: [event({ metadataText: "x".repeat(3 * MIB) })] }],
  ["errors", { items: [event({}, VERBOSE)] }],
  ["bodies of which little became an item", { items: [event({})], bytes: 3 * MIB }],
])("%s count with their size", async (_name, made) => {
  expect(await sizes(5, made)).toEqual([2, 2, 1]);
});

test("what is too large for any batch goes alone, and what is left out is nowhere", async () => {
  expect(await sizes(2, { items: [event({})], bytes: 9 * MIB })).toEqual([1, 1]);
  const none = prepareBatches(receipts(3), async () => null);
  expect((await none.next()).done).toBe(true);
});

test("timers have their turn between two receipts", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const busy = async ({ id }: PendingReceipt) => {
    const endMs = performance.now() + 2;
    while (performance.now() < endMs);
    return { id, sourceId: null, items: [], unpackedBytes: 0 };
  };
  for await (const _batch of prepareBatches(receipts(20), busy)) break;
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
});
