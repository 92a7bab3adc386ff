import { CloudEvent, HTTP } from "cloudevents";
import { describe, expect, test } from "vitest";
import type { DecodedItem } from "../receipts/event-draft.ts";
import { decodeCloudEvents } from "./decode.ts";

const RECEIVED_AT = "2026-01-02T03:04:05.678Z";
const JSON_TYPE = "application/cloudevents+json";
const BATCH_TYPE = "application/cloudevents-batch+json";

function decode(headers: Record<string, string>, body: string | Uint8Array = "", keys: string[] = []) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return decodeCloudEvents(
    { headers, body: bytes, receivedAt: RECEIVED_AT },
    { reservedKeys: new Set(keys) },
  );
}

function only(decoded: ReturnType<typeof decode>): DecodedItem | undefined {
  return decoded.outcome === "items" && decoded.items.length === 1 ? decoded.items[0] : undefined;
}

const REQUIRED = { specversion: "1.0", id: "e-1", source: "/task/nightly", type: "invoice.created" };
const structured = (more: object) =>
  only(decode({ "content-type": JSON_TYPE }, JSON.stringify({ ...REQUIRED, ...more })));

const HEADERS = {
  "ce-specversion": "1.0",
  "ce-id": "e-1",
  "ce-source": "/task/nightly",
  "ce-type": "invoice.created",
};
const binary = (more: Record<string, string>, body?: string | Uint8Array) =>
  only(decode({ ...HEADERS, ...more }, body));

describe("the CloudEvents SDK as sender", () => {
  const event = new CloudEvent({
    id: "e-1",
    type: "invoice.created",
    source: "/integration/xero_main",
    subject: "client/client_123",
    time: "2024-03-15T10:00:00.000Z",
    dataschema: "https://example.com/invoice.json",
    correlationid: "corr_1",
    causationid: "evt_0",
    eventversion: "2.1",
    partitionkey: "p7",
    data: { amount: 1500 },
  });
  const EXPECTED = {
    outcome: "event",
    envelope: {
      eventId: "e-1",
      pattern: "invoice.created",
      version: "2.1",
      source: { type: "integration", id: "xero_main" },
      timestamp: "2024-03-15T10:00:00Z",
      payload: { amount: 1500 },
      metadata: {
        correlationId: "corr_1",
        causationId: "evt_0",
        context: { type: "client", id: "client_123" },
        cloudevents: { dataschema: "https://example.com/invoice.json", extensions: { partitionkey: "p7" } },
      },
    },
    timestampStated: true,
  };
  const lower = (headers: object) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

  test("delivers in the structured mode", () => {
    const { headers, body } = HTTP.structured(event);
    expect(only(decode(lower(headers), String(body)))).toMatchObject(EXPECTED);
  });

  test("delivers in the binary mode, whose content type it states", () => {
    const { headers, body } = HTTP.binary(event);
    const decoded = only(decode(lower(headers), String(body)));
    const { metadata, ...envelope } = EXPECTED.envelope;
    expect(decoded).toMatchObject({ outcome: "event", envelope });
    expect(decoded).toMatchObject({
      envelope: {
        metadata: {
          ...metadata,
          cloudevents: { datacontenttype: "application/json; charset=utf-8", ...metadata.cloudevents },
        },
      },
    });
  });

  test("delivers a batch", () => {
    const batch = JSON.stringify([event, event.cloneWith({ id: "e-2" })]);
    const decoded = decode({ "content-type": `${BATCH_TYPE}; charset=utf-8` }, batch);
    expect(decoded).toMatchObject({ items: [EXPECTED, { envelope: { eventId: "e-2" } }] });
  });
});

describe("the mode", () => {
  test.each([
    "Application/CloudEvents+JSON",
    "application/cloudevents+json;charset=UTF-8",
    'APPLICATION/cloudevents+json ; charset="utf-8"; x=y',
  ])("is structured with %s, whatever ce- headers say", (type) => {
    const decoded = decode({ ...HEADERS, "ce-id": "other", "content-type": type }, JSON.stringify(REQUIRED));
    expect(only(decoded)).toMatchObject({ envelope: { eventId: "e-1" } });
  });

  test.each([
    "application/cloudevents+avro",
    "application/cloudevents",
    "application/cloudevents-batch+xml",
    "application/cloudevents+json; charset=utf-16",
    "application/cloudevents-batch+json; charset=iso-8859-1",
  ])("%s is refused for the whole request", (type) => {
    expect(decode({ ...HEADERS, "content-type": type }, "[]")).toMatchObject({
      outcome: "refused",
      refusal: { reason: "unsupported_media_type" },
    });
  });
});

describe("a batch", () => {
  const batch = (body: string | Uint8Array) => decode({ "content-type": BATCH_TYPE }, body);

  test("may be empty, and then holds nothing", () => {
    expect(batch(" [ \n] ")).toEqual({ outcome: "items", isList: true, items: [] });
  });

  test("is judged event by event", () => {
    const good = JSON.stringify(REQUIRED);
    const decoded = batch(`[${good}, {"id":"e-2"},${good.replace("e-1", "\\u0000")},5,${good}]`);
    expect(decoded).toMatchObject({
      outcome: "items",
      items: [
        { outcome: "event" },
        { refusal: { reason: "invalid_cloudevent", pointer: "/1/specversion" } },
        { refusal: { reason: "unstorable_json", pointer: "/2/id" } },
        { refusal: { reason: "invalid_cloudevent", pointer: "/3" } },
        { outcome: "event" },
      ],
    });
  });

  test.each([
    ["one event", JSON.stringify(REQUIRED), "invalid_cloudevent"],
    ["null", "null", "invalid_cloudevent"],
    ["a text that is cut off", `[${JSON.stringify(REQUIRED)}`, "malformed_json"],
    ["an item that is no JSON", "[{},{]", "malformed_json"],
    ["bytes that are not UTF-8", new Uint8Array([0x5b, 0xff, 0x5d]), "malformed_json"],
  ])("that is %s is refused as a whole", (_, body, reason) => {
    expect(batch(body)).toMatchObject({ outcome: "refused", refusal: { reason } });
  });
});

describe("an attribute", () => {
  test.each([
    ["specversion", { specversion: "0.3" }],
    ["specversion", { specversion: 1.0 }],
    ["id", { id: "" }],
    ["id", { id: null }],
    ["id", { id: 5 }],
    ["id", { id: "a\u202eb" }],
    ["id", { id: "x".repeat(256) }],
    ["type", { type: "with space" }],
    ["source", { source: "not a uri" }],
    ["source", { source: `https://example.com/${"x".repeat(240)}` }],
    ["time", { time: "2024-02-30T10:00:00Z" }],
    ["time", { time: "2024-03-15 10:00" }],
    ["subject", { subject: "" }],
    ["subject", { subject: "a\u0085b" }],
    ["subject", { subject: "a\ufffeb" }],
    ["dataschema", { dataschema: "/no-scheme" }],
    ["datacontenttype", { datacontenttype: "json" }],
    ["eventversion", { eventversion: "v".repeat(51) }],
    ["correlationid", { correlationid: 7 }],
    ["Upper", { Upper: "x" }],
    ["with_underscore", { with_underscore: "x" }],
    ["__proto__", JSON.parse('{"__proto__":"x"}')],
    ["fraction", { fraction: 1.5 }],
    ["big", { big: 2_147_483_648 }],
    ["object", { object: {} }],
    ["list", { list: [] }],
    ["data", { data: {}, datacontenttype: "text/plain" }],
    ["data_base64", { data: 1, data_base64: "AA==" }],
    ["data_base64", { data_base64: "AA=" }],
    ["data_base64", { data_base64: "A\nA==" }],
    ["data_base64", { data_base64: 5 }],
    ["tidingsmetadata", { tidingsmetadata: "[]" }],
    ["tidingsmetadata", { tidingsmetadata: '{"correlationId":"b"}', correlationid: "a" }],
    ["tidingsmetadata", { tidingsmetadata: '{"context":{"type":"robot"}}' }],
    ["tidingssource", { tidingssource: '{"type":"task"}' }],
  ])("%s of %j is refused by its name", (name, more) => {
    const decoded = structured(more);
    expect(decoded).toMatchObject({ outcome: "refused", refusal: { pointer: `/${name}` } });
    expect(decoded).toMatchObject({ refusal: { message: expect.stringContaining(`"${name}"`) } });
  });

  test("with an endless name is refused in few words", () => {
    const decoded = structured({ ["X".repeat(500_000)]: 1 });
    expect(JSON.stringify(decoded).length).toBeLessThan(2_000);
  });

  test("is one of at most 1 000", () => {
    const extensions = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`e${index}`, true]));
    expect(structured(extensions(996))).toMatchObject({ outcome: "event" });
    expect(structured(extensions(997))).toMatchObject({ outcome: "refused", refusal: { pointer: "/e996" } });
  });

  test("that must be a whole number is written without point and exponent", () => {
    const outcomeOf = (digits: string) =>
      only(
        decode(
          { "content-type": JSON_TYPE },
          `${JSON.stringify(REQUIRED).slice(0, -1)},"sampledrate":${digits}}`,
        ),
      )?.outcome;
    expect(["-5", "1.0", "1e2"].map(outcomeOf)).toEqual(["event", "refused", "refused"]);
  });

  test("that is null is unset", () => {
    const decoded = structured({ subject: null, whatever: null, data_base64: null });
    expect(decoded).toMatchObject({ envelope: { metadata: { cloudevents: { data: "absent" } } } });
    expect(decoded).not.toHaveProperty("envelope.metadata.cloudevents.extensions");
  });

  test("id may not belong to a webhook source", () => {
    const body = JSON.stringify({ ...REQUIRED, id: "github:1" });
    expect(only(decode({ "content-type": JSON_TYPE }, body, ["github"]))).toMatchObject({
      refusal: { reason: "reserved_event_id", pointer: "/id" },
    });
    expect(only(decode({ ...HEADERS, "ce-id": "github:1" }, "", ["github"]))).toMatchObject({
      refusal: { reason: "reserved_event_id" },
    });
  });
});

describe("data", () => {
  test("that is an object is the payload, to the digit", () => {
    const body = `{"data": {"n":9007199254740993,"p":1.50} ,${JSON.stringify(REQUIRED).slice(1)}`;
    expect(only(decode({ "content-type": JSON_TYPE }, body))).toMatchObject({
      payloadText: '{"n":9007199254740993,"p":1.50}',
      metadataText: "{}",
      timestampStated: false,
      envelope: { timestamp: RECEIVED_AT, version: "1.0" },
    });
  });

  test.each([
    [{ data: null }, { data: null }, { data: "wrapped" }],
    [{ data: [1, 2] }, { data: [1, 2] }, { data: "wrapped" }],
    [{ data: "text" }, { data: "text" }, { data: "wrapped" }],
    [
      { data: "<x/>", datacontenttype: "text/xml" },
      { data: "<x/>" },
      { data: "wrapped", datacontenttype: "text/xml" },
    ],
    [{ data: "x", data_base64: null }, { data: "x" }, { data: "wrapped" }],
    [{ data_base64: "AP8=" }, { data_base64: "AP8=" }, { data: "wrapped" }],
    [{}, {}, { data: "absent" }],
    [
      { data: {}, datacontenttype: "application/vnd.x+json" },
      {},
      { datacontenttype: "application/vnd.x+json" },
    ],
  ])("of %j is the payload %j, and %j is kept", (more, payload, kept) => {
    expect(structured(more)).toMatchObject({ envelope: { payload, metadata: { cloudevents: kept } } });
  });
});

describe("the binary mode", () => {
  const json = { "content-type": "application/json" };

  test("reads percent-encoded headers and the body's own digits", () => {
    const decoded = binary(
      { ...json, "ce-subject": "Euro%20%E2%82%AC%20%F0%9F%98%80", "ce-note": '"a \\"b\\""' },
      ' {"n":9007199254740993} ',
    );
    expect(decoded).toMatchObject({
      payloadText: '{"n":9007199254740993}',
      envelope: { metadata: { cloudevents: { subject: "Euro € 😀", extensions: { note: 'a "b"' } } } },
    });
  });

  test.each([
    ["ce-subject", "%C0%A0"],
    ["ce-subject", "%ff"],
    ["ce-id", "100%"],
    ["ce-note", "caf\u00e9"],
    ["ce-datacontenttype", "application/json"],
  ])("the header %s: %s is refused by its name", (header, value) => {
    const decoded = binary({ ...json, [header]: value }, "{}");
    expect(decoded).toMatchObject({ refusal: { message: expect.stringContaining(header) } });
    expect(decoded).not.toHaveProperty("refusal.pointer");
  });

  test.each([
    ["ce-data", "data"],
    ["ce-foo-bar", "foo-bar"],
    ["ce-", ""],
  ])("the header %s names no attribute", (header, name) => {
    expect(binary({ ...json, [header]: "x" }, "{}")).toMatchObject({
      refusal: { message: expect.stringContaining(`"${name}"`) },
    });
  });

  test("without an id is refused, not given one", () => {
    const { "ce-id": _, ...headers } = HEADERS;
    expect(only(decode({ ...headers, ...json }, "{}"))).toMatchObject({
      refusal: { message: expect.stringContaining('"id" is missing') },
    });
  });

  test.each([
    ["no type and no body", {}, "", {}, { data: "absent" }],
    ["JSON and no body", json, "", {}, { data: "absent", datacontenttype: "application/json" }],
    ["JSON that is no object", json, "[1]", { data: [1] }, { data: "wrapped" }],
    [
      "text",
      { "content-type": "text/plain" },
      "hé",
      { data: "hé" },
      { data: "wrapped", datacontenttype: "text/plain" },
    ],
    [
      "empty text",
      { "content-type": "text/plain" },
      "",
      { data: "" },
      { data: "wrapped", datacontenttype: "text/plain" },
    ],
    [
      "text in another charset",
      { "content-type": "text/plain; charset=latin1" },
      new Uint8Array([0xe9]),
      { data_base64: "6Q==" },
      { data: "wrapped", datacontenttype: "text/plain; charset=latin1" },
    ],
    [
      "text with U+0000",
      { "content-type": "text/plain" },
      "\u0000",
      { data_base64: "AA==" },
      { data: "wrapped", datacontenttype: "text/plain" },
    ],
    [
      "bytes",
      { "content-type": "image/png" },
      new Uint8Array([0, 255]),
      { data_base64: "AP8=" },
      { data: "wrapped", datacontenttype: "image/png" },
    ],
    ["bytes of no type", {}, "a", { data_base64: "YQ==" }, { data: "wrapped" }],
  ])("%s", (_, headers, body, payload, cloudevents) => {
    expect(binary(headers, body)).toMatchObject({ envelope: { payload, metadata: { cloudevents } } });
  });

  test.each([
    ["JSON that is cut off", "application/json", "{", "malformed_json"],
    ["a key that comes twice", "application/x+json", '{"a":1,"a":2}', "unstorable_json"],
    ["JSON in another charset", "application/json; charset=utf-16", "{}", "unsupported_media_type"],
    ["no media type", "json", "{}", "invalid_cloudevent"],
  ])("%s is refused", (_, type, body, reason) => {
    expect(binary({ "content-type": type }, body)).toMatchObject({ refusal: { reason } });
  });
});
