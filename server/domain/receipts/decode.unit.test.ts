import { describe, expect, test } from "vitest";
import { decode } from "./decode.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

const request = (body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  sourceKey: "hub",
  headers: { "x-github-event": "issues", "x-github-delivery": "d-1", ...headers },
  body: typeof body === "string" ? bytes(body) : body,
  receivedAt: "2026-01-02T03:04:05.678Z",
});

const NOBODY: ReadonlySet<string> = new Set();

describe("a GitHub webhook", () => {
  test("becomes an event named by its event and action, with the delivery's id behind the source's key", () => {
    const [item] = decode("github", request('{"action":"opened","n":9007199254740993}'), NOBODY);
    expect(item).toMatchObject({
      outcome: "event",
      envelope: {
        eventId: "hub:d-1",
        pattern: "github.issues.opened",
        source: { type: "integration", id: "hub" },
        timestamp: "2026-01-02T03:04:05.678Z",
      },
      sourceText: '{"type":"integration","id":"hub"}',
      payloadText: '{"action":"opened","n":9007199254740993}',
      timestampStated: false,
    });
  });

  test("without an action is named by its event", () => {
    const [item] = decode(
      "github",
      request('{"zen":"Keep it logically awesome."}', { "x-github-event": "ping" }),
      NOBODY,
    );
    expect(item).toMatchObject({ envelope: { pattern: "github.ping" } });
  });

  test.each(["run all tests", "x".repeat(300), "run\u200bit", "", 5])(
    "whose action %j makes no name is named by its event",
    (action) => {
      const headers = { "x-github-event": "repository_dispatch" };
      const [item] = decode("github", request(JSON.stringify({ action }), headers), NOBODY);
      expect(item).toMatchObject({
        outcome: "event",
        envelope: { pattern: "github.repository_dispatch", payload: { action } },
      });
    },
  );

  test("is told in few words where it is wrong, however long the key there is", () => {
    const key = "k".repeat(900_000);
    const [item] = decode("github", request(`{"${key}":"\\u0000"}`), NOBODY);
    expect(item).toMatchObject({ refusal: { reason: "unstorable_json" } });
    expect(JSON.stringify(item).length).toBeLessThan(2_000);
  });

  test.each([
    ["no delivery id", "{}", { "x-github-delivery": "" }, "missing_mapping"],
    ["a delivery id that is too long", "{}", { "x-github-delivery": "d".repeat(252) }, "missing_mapping"],
    ["no event name", "{}", { "x-github-event": "" }, "missing_mapping"],
    ["an event name with a space", "{}", { "x-github-event": "a b" }, "missing_mapping"],
    ["a body that is a list", "[]", {}, "missing_mapping"],
    ["a body that is cut off", '{"a":', {}, "malformed_json"],
    ["a body that names a key twice", '{"a":1,"a":2}', {}, "unstorable_json"],
    ["a body with U+0000", '{"a":"\\u0000"}', {}, "unstorable_json"],
  ])("%s is refused", (_, body, headers, reason) => {
    expect(decode("github", request(body, headers), NOBODY)).toMatchObject([
      { outcome: "refused", refusal: { reason } },
    ]);
  });

  test("bytes that are not UTF-8 are refused", () => {
    const [item] = decode("github", request(new Uint8Array([0x22, 0xff, 0x22])), NOBODY);
    expect(item).toMatchObject({ outcome: "refused", refusal: { reason: "malformed_json" } });
  });
});

describe("a published envelope", () => {
  const event = (eventId: string) =>
    `{"eventId":${JSON.stringify(eventId)},"pattern":"a.b","version":"1","source":{"type":"task","id":"t","shard":9007199254740993},` +
    '"timestamp":"2024-03-15T10:00:00Z","payload":{"n":9007199254740993},"metadata":{"x":1.10}}';

  test("keeps the digits of its source, payload and metadata", () => {
    const [item] = decode("native", request(event("evt_1")), NOBODY);
    expect(item).toMatchObject({
      sourceText: '{"type":"task","id":"t","shard":9007199254740993}',
      payloadText: '{"n":9007199254740993}',
      metadataText: '{"x":1.10}',
    });
  });

  test("may not take an id that belongs to a webhook source", () => {
    const reserved = new Set(["github"]);
    expect(decode("native", request(event("github:1234")), reserved)).toMatchObject([
      { outcome: "refused", refusal: { reason: "reserved_event_id", pointer: "/eventId" } },
    ]);
    expect(decode("native", request(event("gitlab:1234")), reserved)).toMatchObject([{ outcome: "event" }]);
    expect(decode("native", request(event(":github")), reserved)).toMatchObject([{ outcome: "event" }]);
  });
});
