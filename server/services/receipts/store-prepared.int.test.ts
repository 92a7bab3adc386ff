import { expect, test } from "vitest";
import { nativeEvent, outcomesOf, pendingEvents } from "#e2e/support/pending-receipts.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { EventDraft } from "#server/domain/receipts/event-draft.ts";
import { checkEnvelope } from "#server/domain/validation/envelope.ts";
import type { PreparedReceipt } from "./receipt-item.ts";
import { storePrepared } from "./store-prepared.ts";

const stack = sharedRuntime();

/** A waiting receipt of one event, as it is after it was read and judged, with what `change` makes of its texts. */
async function prepared(eventId: string, change: Partial<EventDraft> = {}): Promise<PreparedReceipt> {
  const event = nativeEvent(eventId);
  const verdict = checkEnvelope(event);
  if (verdict.outcome === "invalid") throw new Error(verdict.refusal.message);
  const { envelope } = verdict;
  const texts = { sourceText: JSON.stringify(envelope.source), payloadText: "{}", metadataText: "{}" };
  const draft: EventDraft = { outcome: "event", envelope, ...texts, timestampStated: true, ...change };
  const id = await pendingEvents(stack.runtime.ctx, [event]);
  const items = [{ outcome: "event", draft, refusal: null, warnings: [] } as const];
  return { id, sourceId: null, items, unpackedBytes: 0 };
}

test.each<[string, Partial<EventDraft>]>([
  ["payload", { payloadText: '{"a":"\\u0000"}' }],
  ["metadata", { metadataText: '{"a":"\\ud800"}' }],
  ["source", { sourceText: '{"n":1e200000}' }],
])("an event whose %s Postgres cannot hold is rejected, and its neighbours are stored", async (what, bad) => {
  const receipts = [
    await prepared(`${what}-before`),
    await prepared(`${what}-bad`, bad),
    await prepared(`${what}-after`),
  ];
  await storePrepared(stack.runtime.ctx, receipts);
  const outcomes = await Promise.all(receipts.map(({ id }) => outcomesOf(stack.ctx, id)));
  expect(outcomes.flat().map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["stored", null],
    ["rejected", "unstorable_json"],
    ["stored", null],
  ]);
});
