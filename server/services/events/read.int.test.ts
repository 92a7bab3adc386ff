import { beforeAll, describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { EventFilter } from "#schemas/event-search.ts";
import { countNewEvents } from "./count-new.ts";
import { getEvent } from "./get.ts";
import { getEventPayload } from "./get-payload.ts";
import { type EventPage, listEvents } from "./list.ts";

const stack = sharedRuntime();

interface Fact {
  readonly pattern?: string;
  readonly source?: object;
  readonly timestamp?: string;
  readonly payload?: string;
  readonly metadata?: object;
}

async function store(eventId: string, fact: Fact = {}): Promise<string> {
  const id = stack.ctx.newId();
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    values (${id}, ${eventId}, ${fact.pattern ?? "test.happened"}, '1.0',
      ${JSON.stringify(fact.source ?? { type: "external", id: "test" })}::jsonb,
      ${fact.timestamp ?? "2026-03-01T12:00:00Z"}::timestamp, ${fact.payload ?? "{}"}::jsonb,
      ${JSON.stringify(fact.metadata ?? {})}::jsonb)`;
  return id;
}

async function page(
  filter: EventFilter,
  cursor: EventPage["nextCursor"] = null,
  limit = 50,
): Promise<EventPage> {
  const result = await listEvents({ ctx: stack.ctx, input: { filter, cursor, limit } });
  if (result.outcome !== "listed") throw new Error(result.outcome);
  return result;
}

async function found(filter: EventFilter): Promise<string[]> {
  return (await page(filter)).rows.map(({ eventId }) => eventId);
}

describe("paging", () => {
  test("each row comes once, newest first, though rows share a time and others arrive meanwhile", async () => {
    const pattern = "paging.row";
    for (let row = 0; row < 7; row += 1) {
      await store(`paging-${row}`, {
        pattern,
        timestamp: `2026-03-01T12:00:0${Math.floor(row / 3)}.123456Z`,
      });
    }
    const seen: string[] = [];
    let cursor: EventPage["nextCursor"] = null;
    do {
      const { rows, nextCursor } = await page({ pattern }, cursor, 2);
      seen.push(...rows.map(({ eventId }) => eventId));
      await store(`paging-arrival-${seen.length}`, { pattern, timestamp: "2026-03-02T00:00:00Z" });
      cursor = nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(["6", "5", "4", "3", "2", "1", "0"].map((row) => `paging-${row}`));
  });

  test("arrivals are counted for the filter alone", async () => {
    const pattern = "arrivals.counted";
    await store("arrival-1", { pattern });
    const { newestRowId } = await page({ pattern });
    await store("arrival-2", { pattern, timestamp: "2001-01-01T00:00:00Z" });
    await store("arrival-3", { pattern: "arrivals.other" });
    const input = { filter: { pattern }, after: newestRowId };
    expect(await countNewEvents({ ctx: stack.ctx, input })).toEqual({ outcome: "counted", count: 1 });
  });
});

describe("filters", () => {
  beforeAll(async () => {
    await store("f1", { pattern: "invoice.created", source: { type: "integration", id: "xero_main" } });
    await store("f2", { pattern: "invoice.paid", metadata: { correlationId: "corr_1" } });
    await store("f3", { pattern: "invoice_created", source: { type: "integration", id: "other" } });
    await store("f4", { pattern: "invoice%", timestamp: "2026-03-05T00:00:00.000001Z" });
  });

  test.each<[string, EventFilter, string[]]>([
    ["exact name", { pattern: "invoice.created" }, ["f1"]],
    ["beginning of names", { pattern: "invoice.*" }, ["f2", "f1"]],
    ["SQL's wildcards mean themselves", { pattern: "invoice%" }, ["f4"]],
    ["a beginning with SQL's wildcard", { pattern: "invoice_*" }, ["f3"]],
    ["source id", { sourceId: "xero_main" }, ["f1"]],
    ["source type and id", { sourceType: "integration", sourceId: "other" }, ["f3"]],
    ["event id", { eventId: "f2" }, ["f2"]],
    ["correlation id", { correlationId: "corr_1" }, ["f2"]],
    ["from is included", { pattern: "invoice*", from: "2026-03-05T00:00:00Z" }, ["f4"]],
    [
      "until is excluded",
      { pattern: "invoice*", from: "2026-03-02T00:00:00Z", to: "2026-03-05T00:00:00Z" },
      [],
    ],
    ["nothing fits", { pattern: "invoice" }, []],
  ])("%s", async (_title, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });
});

describe("one event", () => {
  test("keeps the digits of its payload", async () => {
    const id = await store("digits", { payload: '{"cents":9007199254740993,"amount":1500.00}' });
    const result = await getEvent({ ctx: stack.ctx, input: { id } });
    if (result.outcome !== "found") throw new Error(result.outcome);
    expect(result.event.payload).toBe('{"cents": 9007199254740993, "amount": 1500.00}');
  });

  test("comes without a payload that is large; that one is asked for", async () => {
    const payload = JSON.stringify({ text: "x".repeat(300_000) });
    const id = await store("large", { payload });
    expect(await getEvent({ ctx: stack.ctx, input: { id } })).toMatchObject({
      outcome: "found",
      event: { payload: null, payloadBytes: payload.length + 1 },
    });
    expect(await getEventPayload({ ctx: stack.ctx, input: { id } })).toMatchObject({ outcome: "found" });
  });

  test("that is not there is not found", async () => {
    const { ctx } = stack;
    expect(await getEvent({ ctx, input: { id: ctx.newId() } })).toEqual({ outcome: "not_found" });
  });
});
