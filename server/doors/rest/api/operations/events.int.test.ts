import { beforeAll, describe, expect, test } from "vitest";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";

const stack = sharedRuntime();
let get: (path: string, headers?: Readonly<Record<string, string>>) => ReturnType<CallApi>;

beforeAll(async () => {
  const call = restApi(stack.runtime);
  const key = await makeKey(stack.runtime, "read");
  get = (path, headers = {}) => call(`GET ${path}`, { key, headers });
});

async function store(eventId: string, fact: { pattern?: string; at?: string; payload?: string } = {}) {
  const { ctx } = stack.runtime;
  const id = ctx.newId();
  await ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    values (${id}, ${eventId}, ${fact.pattern ?? "test.happened"}, '1.0', '{"type":"external","id":"shop"}'::jsonb,
      ${fact.at ?? "2026-03-01T12:00:00Z"}::timestamp, ${fact.payload ?? "{}"}::jsonb,
      '{"correlationId":"corr_1","n":9007199254740993}'::jsonb)`;
  return id;
}

describe("one event", () => {
  test("keeps every digit, in the whole and in its payload alone", async () => {
    const payload = '{"cents":9007199254740993,"amount":1500.00,"tiny":1e-7,"long":0.1000000000000000055}';
    const id = await store("digits", { payload });
    const stored =
      '{"long": 0.1000000000000000055, "tiny": 0.0000001, "cents": 9007199254740993, "amount": 1500.00}';
    const whole = await get("/events/digits");
    expect(whole.text).toContain(`"payload":${stored}`);
    expect(whole.text).toContain('"n": 9007199254740993');
    expect(whole.json).toMatchObject({ id, eventId: "digits", source: { type: "external", id: "shop" } });
    const alone = await get("/events/digits/payload");
    expect(alone.text).toBe(stored);
  });

  test.each(["a/b", "a b", "100%", "100%25", "%2F", "évènement", "a?b#c", "+", "a:b", "请求", "..", "a\\b"])(
    "is found by the id %s",
    async (eventId) => {
      const id = await store(eventId);
      const path = eventId === ".." ? `/events/${id}?by=id` : `/events/${encodeURIComponent(eventId)}`;
      expect((await get(path)).json).toMatchObject({ id, eventId });
      const listed = await get(`/events?${new URLSearchParams({ eventId })}`);
      expect(listed.json.items).toMatchObject([{ id, eventId }]);
    },
  );

  test("never changes, so that whoever has it is told so", async () => {
    const id = await store("known");
    const first = await get("/events/known");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toBe(`"${id}"`);
    const again = await get("/events/known", { "if-none-match": etag });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await get(`/events/${id}/payload?by=id`, { "if-none-match": etag })).status).toBe(304);
    expect((await get("/events/known", { "if-none-match": '"other"' })).status).toBe(200);
  });

  test("is a CloudEvent for whoever asks for one", async () => {
    const id = await store("as-cloudevent", { payload: '{"cents":9007199254740993}' });
    const accept = "application/cloudevents+json, application/json;q=0.5";
    const answer = await get("/events/as-cloudevent", { accept });
    expect(answer.headers.get("content-type")).toBe("application/cloudevents+json");
    expect(answer.json).toMatchObject({ specversion: "1.0", id: "as-cloudevent", source: "/external/shop" });
    expect(answer.text).toContain("9007199254740993");
    expect([answer.headers.get("etag"), answer.headers.get("vary")]).toEqual([
      `"${id}-cloudevent"`,
      "accept",
    ]);
    for (const other of [
      "application/cloudevents+json;q=0",
      "application/json, application/cloudevents+json;q=0.9",
      "*/*",
    ]) {
      expect((await get("/events/as-cloudevent", { accept: other })).json.eventId).toBe("as-cloudevent");
    }
  });

  test("that is large comes as a whole", async () => {
    await store("large", { payload: JSON.stringify({ text: "x".repeat(600_000) }) });
    expect((await get("/events/large")).json.payload.text).toHaveLength(600_000);
  });
});

describe("the list", () => {
  test("is walked by `next` and by Link, each row once, though others arrive", async () => {
    const pattern = "walked.row";
    for (let row = 0; row < 7; row += 1) {
      await store(`walk-${row}`, { pattern, at: `2026-03-01T12:00:0${Math.floor(row / 3)}.123456Z` });
    }
    const seen: string[] = [];
    let path: string | null = `/events?pattern=walked.*&limit=2`;
    while (path !== null) {
      const { json, headers } = await get(path);
      seen.push(...json.items.map(({ eventId }: { readonly eventId: string }) => eventId));
      await store(`arrival-${seen.length}`, { pattern, at: "2026-03-02T00:00:00Z" });
      const link = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "");
      path = link?.[1] ?? null;
      expect(new URL(path ?? "?", "http://tidings.test/events").searchParams.get("cursor")).toBe(json.next);
    }
    expect(seen).toEqual(["6", "5", "4", "3", "2", "1", "0"].map((row) => `walk-${row}`));
  });

  test("is narrowed by every filter", async () => {
    await store("narrow", { pattern: "narrow.it", at: "2026-04-01T12:00:00Z" });
    for (const filter of [
      "pattern=narrow.*&sourceType=external",
      "from=2026-04-01T12:00:00Z&to=2026-04-01T12:00:01Z",
      "eventId=narrow&correlationId=corr_1&sourceId=shop",
    ]) {
      expect((await get(`/events?${filter}`)).json.items).toMatchObject([{ eventId: "narrow" }]);
    }
    expect((await get("/events?eventId=narrow&range=15m")).json).toEqual({ items: [], next: null });
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=ten", "limit"],
    ["from=yesterday", "from"],
    ["range=2h", "range"],
    ["sourceType=unknown", "sourceType"],
    ["cursor=nonsense", "cursor"],
    [`cursor=${Buffer.from('{"timestamp":"now","id":"1"}').toString("base64url")}`, "cursor"],
    ["pattern=a&pattern=b", "pattern"],
    ["pattern=a%00", "pattern"],
  ])("refuses ?%s and names the parameter", async (query, parameter) => {
    const { status, json } = await get(`/events?${query}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: "/errors/invalid_request", errors: [{ parameter }] });
  });
});
