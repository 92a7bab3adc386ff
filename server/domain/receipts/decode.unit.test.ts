import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { configurationOf, type Preset } from "#schemas/preset.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { type DecodeTools, decode } from "./decode.ts";
import { MAX_REQUEST_ITEMS } from "./event-draft.ts";

const RECEIVED = "2026-01-02T03:04:05.678Z";

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const tools: DecodeTools = { sha256, reservedKeys: new Set(["github"]) };

const sourceOf = (preset: Preset, overrides: SourceOverrides = {}) => ({
  key: "hub",
  preset,
  configuration: configurationOf(preset, overrides),
});

const requestOf = (body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? bytes(body) : body,
  receivedAt: RECEIVED,
});

const GITHUB = { "x-github-event": "issues", "x-github-delivery": "d-1" };

function decodeGithub(body: string | Uint8Array, headers: Record<string, string> = {}) {
  return decode(sourceOf("github"), requestOf(body, { ...GITHUB, ...headers }), tools);
}

describe("a GitHub webhook", () => {
  test("becomes an event named by its event and action, with the delivery's id behind the source's key", () => {
    expect(decodeGithub('{"action":"opened","n":9007199254740993}')).toMatchObject({
      outcome: "items",
      items: [
        {
          outcome: "event",
          envelope: {
            eventId: "hub:d-1",
            pattern: "github.issues.opened",
            source: { type: "integration", id: "hub" },
            timestamp: RECEIVED,
          },
          sourceText: '{"type":"integration","id":"hub"}',
          payloadText: '{"action":"opened","n":9007199254740993}',
          timestampStated: false,
        },
      ],
    });
  });

  test("without an action is named by its event", () => {
    expect(decodeGithub('{"zen":"Keep it logically awesome."}', { "x-github-event": "ping" })).toMatchObject({
      items: [{ envelope: { pattern: "github.ping" } }],
    });
  });

  test.each(["run all tests", "x".repeat(300), "run\u200bit", "", null, {}])(
    "whose action %j makes no name is named by its event",
    (action) => {
      const body = JSON.stringify({ action });
      expect(decodeGithub(body, { "x-github-event": "repository_dispatch" })).toMatchObject({
        items: [
          { outcome: "event", envelope: { pattern: "github.repository_dispatch", payload: { action } } },
        ],
      });
    },
  );

  test("as a form is its field payload", () => {
    const json = '{"action":"opened","n":1.10}';
    const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
    expect(decodeGithub(`payload=${encodeURIComponent(json)}`, headers)).toMatchObject({
      items: [{ payloadText: json, envelope: { pattern: "github.issues.opened" } }],
    });
  });

  test("is told in few words where it is wrong, however long the key there is", () => {
    const decoded = decodeGithub(`{"${"k".repeat(900_000)}":"\\u0000"}`);
    expect(decoded).toMatchObject({ outcome: "refused", refusal: { reason: "unstorable_json" } });
    expect(JSON.stringify(decoded).length).toBeLessThan(2_000);
  });

  test.each([
    ["no delivery id", "{}", { "x-github-delivery": "" }],
    ["a delivery id that is too long", "{}", { "x-github-delivery": "d".repeat(252) }],
    ["a delivery id with a zero-width space", "{}", { "x-github-delivery": "a\u200bb" }],
    ["no event name", "{}", { "x-github-event": "" }],
    ["an event name with a space", "{}", { "x-github-event": "a b" }],
    ["a body that is a list", "[{}]", {}],
  ])("%s is refused", (_, body, headers) => {
    expect(decodeGithub(body, headers)).toMatchObject({
      outcome: "items",
      items: [{ outcome: "refused", refusal: { reason: "missing_mapping" } }],
    });
  });

  test.each(["5", "null", "true", '"text"', "[]"])("the body %s is no event by any mapping", (body) => {
    expect(decodeGithub(body)).toMatchObject({
      items: [{ outcome: "refused", refusal: { reason: "invalid_envelope", pointer: "" } }],
    });
  });

  test.each([
    ["cut off", '{"a":', "malformed_json"],
    ["that names a key twice", '{"a":1,"a":2}', "unstorable_json"],
    ["with U+0000", '{"a":"\\u0000"}', "unstorable_json"],
    ["that is not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "malformed_json"],
    ["without a byte", "", "malformed_json"],
  ])("a body %s is refused as a whole", (_, body, reason) => {
    expect(decodeGithub(body)).toMatchObject({ outcome: "refused", refusal: { reason } });
  });
});

describe("a mapping that finds nothing", () => {
  const mapping = {
    items: "$.events",
    eventId: ["{header:x-id}", "{$.meta.id}"],
    name: ["{$.type}"],
    time: [],
  };

  test("says of each template why, and points into the body", () => {
    const source = sourceOf("bearer", { mapping });
    const decoded = decode(
      source,
      requestOf('{"events":[{"meta":{"id":"1"},"type":"ok"},{"type":"x"}]}'),
      tools,
    );
    expect(decoded).toMatchObject({
      items: [
        { outcome: "event", envelope: { eventId: "hub:1" } },
        {
          outcome: "refused",
          refusal: {
            message:
              'The source\'s mapping finds no event id in the request. In "{header:x-id}", {header:x-id} is no header of the request. In "{$.meta.id}", {$.meta.id} is not there.',
            pointer: "/events/1/meta/id",
          },
        },
      ],
    });
  });

  test.each([
    ['{"events":{}}', "/events"],
    ['{"other":[]}', "/events"],
    ["[]", "/events"],
  ])("list in %s is refused as a whole", (body, pointer) => {
    expect(decode(sourceOf("bearer", { mapping }), requestOf(body), tools)).toMatchObject({
      outcome: "refused",
      refusal: { reason: "missing_mapping", pointer },
    });
  });
});

describe("a list of events", () => {
  const mapping = { items: "$.a.b", eventId: ["{$.id}"], name: ["{$.type}"], time: [] };
  const source = sourceOf("bearer", { mapping });

  test("gives each its own text, digit for digit, and refuses what is no object", () => {
    const body = '{"a":{"b":[ {"id":9007199254740993, "type":"x" },7,{"id":1.50,"type":"y"}]}}';
    expect(decode(source, requestOf(body), tools)).toMatchObject({
      items: [
        {
          envelope: { eventId: "hub:9007199254740993" },
          payloadText: '{"id":9007199254740993, "type":"x" }',
        },
        { outcome: "refused", refusal: { reason: "missing_mapping", pointer: "/a/b/1" } },
        { envelope: { eventId: "hub:1.50" }, payloadText: '{"id":1.50,"type":"y"}' },
      ],
    });
  });

  test("without events gives none", () => {
    expect(decode(source, requestOf('{"a":{"b":[]}}'), tools)).toEqual({
      outcome: "items",
      items: [],
      isList: true,
    });
  });

  test("of ten thousand is read, and one more refused", () => {
    const body = (count: number) => `{"a":{"b":[${Array(count).fill("{}").join()}]}}`;
    const decoded = decode(source, requestOf(body(MAX_REQUEST_ITEMS)), tools);
    expect(decoded.outcome === "items" && decoded.items.length).toBe(MAX_REQUEST_ITEMS);
    expect(decode(source, requestOf(body(MAX_REQUEST_ITEMS + 1)), tools)).toMatchObject({
      outcome: "refused",
      refusal: { reason: "too_many_items", pointer: "/a/b" },
    });
  });
});

describe("a published envelope", () => {
  const event = (eventId: string) =>
    `{"eventId":${JSON.stringify(eventId)},"pattern":"a.b","version":"1","source":{"type":"task","id":"t","shard":9007199254740993},` +
    '"timestamp":"2024-03-15T10:00:00Z","payload":{"n":9007199254740993},"metadata":{"x":1.10}}';
  const publish = (eventId: string) => decode(sourceOf("native"), requestOf(event(eventId)), tools);

  test("keeps the digits of its source, payload and metadata", () => {
    expect(publish("evt_1")).toMatchObject({
      items: [
        {
          sourceText: '{"type":"task","id":"t","shard":9007199254740993}',
          payloadText: '{"n":9007199254740993}',
          metadataText: '{"x":1.10}',
        },
      ],
    });
  });

  test("may not take an id that belongs to a webhook source", () => {
    expect(publish("github:1234")).toMatchObject({
      items: [{ outcome: "refused", refusal: { reason: "reserved_event_id", pointer: "/eventId" } }],
    });
    expect(publish("gitlab:1234")).toMatchObject({ items: [{ outcome: "event" }] });
    expect(publish(":github")).toMatchObject({ items: [{ outcome: "event" }] });
  });
});
