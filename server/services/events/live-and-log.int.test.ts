import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { envelopeOf, envelopeText } from "#components/patterns/envelope-of.ts";
import { insertEvents } from "#db/queries/store-events.ts";
import { githubRequest, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import type { FilterOperator } from "#schemas/pattern/types.ts";
import { isTimestamp, toStoredTimestamp } from "#server/domain/validation/timestamp.ts";
import { createPattern } from "../patterns/create.ts";
import { processReceipts } from "../receipts/process.ts";
import { updateSource } from "../sources/update.ts";
import { createWorkflow } from "../workflows/create.ts";
import { explainEvent } from "./explain-event.ts";
import { getEvent } from "./get.ts";

const SECRET = "a secret that both sides have";
const SOURCE = "timed";

/** One instant as senders write it, and as the log gives it back. */
const SENT = "2024-03-15t11:00:00.123456789+01:00";
const STORED = "2024-03-15T10:00:00.123456Z";

/** By operator: a value with which it holds for {@link STORED}, and one with which it does not. Both would be otherwise for SENT, or for what is rounded. */
const FILTERS: Readonly<
  Record<FilterOperator, readonly [holds: readonly JsonValue[], fails: readonly JsonValue[]]>
> = {
  equals: [[STORED], [SENT, "2024-03-15T10:00:00.123457Z"]],
  not_equals: [[SENT, "2024-03-15T10:00:00.123457Z"], [STORED]],
  in: [[["x", STORED]], [[SENT]]],
  contains: [["T10:00"], ["11:00"]],
  starts_with: [["2024-03-15T10"], ["2024-03-15t11"]],
  ends_with: [["456Z"], ["+01:00", "457Z"]],
  gt: [["2024-03-15T10:00:00.123455Z"], ["2024-03-15T10:00:00.123456Z"]],
  gte: [["2024-03-15T10:00:00.123456Z", SENT], ["2024-03-15T10:00:00.123457Z"]],
  lt: [["2024-03-15T10:00:00.123457Z"], ["2024-03-15T10:00:00.123456Z"]],
  lte: [["2024-03-15T10:00:00.123456Z", SENT], ["2024-03-15T10:00:00.123455Z"]],
  between: [[[STORED, STORED]], [["2024-03-15T10:00:00.123457Z", "2024-03-15T11:00:00Z"]]],
  exists: [[true], [false]],
};

const stack = sharedRuntime();
let key: string;
const expected = new Map<string, boolean>();

beforeAll(async () => {
  const { ctx, runtime } = stack;
  key = await seedApiKey(runtime);
  await seedGithubSource(runtime, SOURCE, SECRET);
  const [source] = await ctx.db.sql`select id, version from sources where key = ${SOURCE}`;
  const mapping = { items: null, eventId: ["{$.id}"], name: ["timed.{$.kind}"], time: ["{$.at}"] };
  await updateSource({
    ctx,
    input: { id: source?.id, version: source?.version, configuration: { mapping } },
  });
  await ctx.sources.refresh();
  const workflow = await createWorkflow({ ctx, input: { name: "w", target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  for (const [operator, [holds, fails]] of Object.entries(FILTERS)) {
    for (const value of [...holds, ...fails]) {
      const name = `${operator} ${JSON.stringify(value)}`;
      const filters = [{ field: "$.timestamp", operator, value }];
      const rule = { type: "prefix", value: "timed.", filters };
      const input = { name, workflowId: workflow.id, enabled: true, rule };
      expect(await createPattern({ ctx, input })).toMatchObject({ outcome: "created" });
      expected.set(name, holds.includes(value));
    }
  }
});

async function send(request: Request, door: "publish" | "webhook"): Promise<string> {
  const response = await stack.runtime.doors[door](request, null);
  expect(response.status).toBe(202);
  const receiptId = response.headers.get("tidings-receipt-id") ?? "";
  await processReceipts({ ctx: stack.ctx, input: { receiptIds: [receiptId] } });
  return receiptId;
}

const nativeEvent = (eventId: string, timestamp: string) =>
  `{"eventId":"${eventId}","pattern":"timed.native","version":"1.0","source":{"type":"external","id":"x"},"timestamp":"${timestamp}","payload":{}}`;

async function outcomesOf(receiptId: string): Promise<string[]> {
  const rows = await stack.ctx.db.sql<{ outcome: string }[]>`
    select outcome from receipt_items where receipt_id = ${receiptId} order by item`;
  return rows.map(({ outcome }) => outcome);
}

describe("a filter on an event's time", () => {
  const cloudEvent = `{"specversion":"1.0","id":"cloud","source":"/external/x","type":"timed.cloud","time":"${SENT}"}`;
  test.each([
    ["an envelope", "native", "publish", () => publishRequest(key, nativeEvent("native", SENT))],
    [
      "a CloudEvent",
      "cloud",
      "publish",
      () => {
        const request = publishRequest(key, cloudEvent);
        request.headers.set("content-type", "application/cloudevents+json");
        return request;
      },
    ],
    [
      "a webhook",
      `${SOURCE}:hook`,
      "webhook",
      () => {
        const body = `{"id":"hook","kind":"hook","at":"${SENT}"}`;
        return githubRequest({ source: SOURCE, secret: SECRET, event: "push", body });
      },
    ],
  ] as const)("means the same when %s comes and when it is explained", async (_, eventId, door, make) => {
    await send(make(), door);
    const input = { event: { by: "eventId", value: eventId }, show: "all", limit: 100 };
    const explained = await explainEvent({ ctx: stack.ctx, input });
    if (explained.outcome !== "explained") throw new Error(explained.outcome);
    const seen = explained.rows.map(({ name, explanation, recorded }) => ({
      name,
      today: explanation.outcome === "matched",
      live: recorded?.match !== null,
      agrees: recorded?.agrees,
    }));
    const answers = [...expected].map(([name, holds]) => ({ name, today: holds, live: holds, agrees: true }));
    expect(seen.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      answers.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });
});

describe("an event that comes again", () => {
  test("is a duplicate, however its time is written", async () => {
    await send(publishRequest(key, nativeEvent("again", SENT)), "publish");
    for (const timestamp of [
      SENT,
      STORED,
      "2024-03-15T10:00:00.123456999999Z",
      "2024-03-14T22:00:00.123456-12:00",
    ]) {
      const receiptId = await send(publishRequest(key, nativeEvent("again", timestamp)), "publish");
      expect([timestamp, await outcomesOf(receiptId)]).toEqual([timestamp, ["duplicate"]]);
    }
    const other = await send(
      publishRequest(key, nativeEvent("again", "2024-03-15T10:00:00.123457Z")),
      "publish",
    );
    expect(await outcomesOf(other)).toEqual(["conflict"]);
  });

  test("was kept as it was sent", async () => {
    const receiptId = await send(publishRequest(key, nativeEvent("kept", SENT)), "publish");
    const [row] = await stack.ctx.db.sql`
      select convert_from(body, 'UTF8') as body from receipts where id = ${receiptId}`;
    expect(row?.body).toBe(nativeEvent("kept", SENT));
  });
});

test("the form's test sees the whole event, as the worker did", async () => {
  const envelope = {
    ...SPECIFICATION_EXAMPLE,
    eventId: "whole",
    source: { type: "task", id: "t", extra: "yes" },
  };
  await send(publishRequest(key, JSON.stringify(envelope)), "publish");
  const [row] = await stack.ctx.db.sql`select id from events where event_id = 'whole'`;
  const got = await getEvent({ ctx: stack.ctx, input: { id: row?.id } });
  if (got.outcome !== "found") throw new Error(got.outcome);
  const payload = got.event.payload ?? "";
  expect(envelopeOf(got.event, payload)).toEqual(envelope);
  expect(JSON.parse(envelopeText(got.event, payload))).toEqual(envelope);
});

const twoDigits = (most: number) => fc.nat(most).map((number) => String(number).padStart(2, "0"));

const sentTime = fc
  .tuple(
    fc.integer({ min: 1, max: 9_999 }).map((year) => String(year).padStart(4, "0")),
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 })),
    fc.tuple(twoDigits(23), twoDigits(59), twoDigits(59)),
    fc.oneof(
      fc.constant(""),
      fc.stringMatching(/^\.[0-9]{1,12}$/),
      fc.constantFrom(".999999", ".9999995", ".0000005", ".100000"),
    ),
    fc.oneof(
      fc.constantFrom("Z", "z", "+00:00", "-00:00"),
      fc
        .tuple(fc.constantFrom("+", "-"), twoDigits(15), twoDigits(59))
        .map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  )
  .map(([year, days, time, fraction, zone]) => {
    const date = [year, ...days.map((part) => String(part).padStart(2, "0"))].join("-");
    return `${date}T${time.join(":")}${fraction}${zone}`;
  })
  .filter(isTimestamp);

test("Postgres gives every time back as the text that was drafted, and has nothing to round", async () => {
  const { db, newId } = stack.ctx;
  const times = fc.array(sentTime, { minLength: 200, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(times, async (sent) => {
      const drafted = sent.map((text) => {
        const id = newId();
        return { id, eventId: id, sent: text, timestamp: toStoredTimestamp(text) };
      });
      const common = { pattern: "drafted", version: "1", source: "{}", payload: "{}", metadata: "{}" };
      await insertEvents(
        db.sql,
        drafted.map((event) => ({ ...common, ...event })),
      );
      const ids = drafted.map(({ id }) => id);
      const rows = await db.sql<{ id: string; timestamp: string }[]>`
        select id, "timestamp" from events where id = any(${ids}::uuid[])`;
      const stored = new Map(rows.map(({ id, timestamp }) => [id, timestamp]));
      expect(drafted.map(({ id, sent: text }) => [text, stored.get(id)])).toEqual(
        drafted.map(({ sent: text, timestamp }) => [text, timestamp]),
      );
    }),
    { numRuns: 20 },
  );
});
