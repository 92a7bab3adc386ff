import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { scanJson } from "#schemas/json/scan.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import type { DecodedRequest, EventDraft } from "../receipts/event-draft.ts";
import { checkEnvelope } from "../validation/envelope.ts";
import { toStoredTimestamp } from "../validation/timestamp.ts";
import { decodeCloudEvents } from "./decode.ts";
import { encodeBatch, encodeBinary, encodeCloudEvent } from "./encode.ts";
import type { EventTexts } from "./from-event.ts";

const RECEIVED_AT = "2026-01-02T03:04:05.678Z";
const TOOLS = { reservedKeys: new Set<string>() };

const RUNS = { numRuns: 300 };

/** For a machine that does other things too: alone, the rounds take a second. */
const TIMEOUT_MS = 30_000;

const utf8 = (text: string) => new TextEncoder().encode(text);

function decodeAs(contentType: string, text: string): DecodedRequest {
  const headers = { "content-type": contentType };
  return decodeCloudEvents({ headers, body: utf8(text), receivedAt: RECEIVED_AT }, TOOLS);
}

function draftOf(decoded: DecodedRequest): EventDraft {
  const [item] = decoded.outcome === "items" ? decoded.items : [];
  if (item?.outcome !== "event") throw new Error(`no event: ${JSON.stringify(item ?? decoded)}`);
  return item;
}

const decode = (text: string) => draftOf(decodeAs("application/cloudevents+json", text));

function textsOf(envelope: Envelope): EventTexts {
  return {
    ...envelope,
    source: JSON.stringify(envelope.source),
    payload: JSON.stringify(envelope.payload),
    metadata: JSON.stringify(envelope.metadata),
  };
}

function textsOfDraft({ envelope, sourceText, payloadText, metadataText }: EventDraft): EventTexts {
  return { ...envelope, source: sourceText, payload: payloadText, metadata: metadataText };
}

function parseObject(text: string): JsonObject {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new Error(`no object: ${text}`);
  return value;
}

const printable = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu, "é"));
const name = printable.map((text) => text.replace(/\s/gu, "%"));
const tricky = fc.constantFrom(
  "",
  "a/b",
  '"q"',
  "100%",
  "%2F",
  "é 😀",
  "\u0007",
  "\ufffe",
  "\u{1ffff}",
  "client/5",
);
const anyText = fc.oneof(tricky, printable);

const json: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 3, stringUnit: "binary" })
  .map((value) => JSON.stringify(value))
  .filter((text) => scanJson(text).outcome === "ok")
  .map(parseJson);
const jsonObject = fc.dictionary(fc.oneof(anyText, fc.constant("__proto__")), json, { maxKeys: 3 });

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const kept = fc.record(
  {
    source: fc.oneof(fc.constantFrom("/a", "x", "https://h/", "/task/a"), anyText),
    subject: anyText,
    dataschema: fc.oneof(fc.webUrl(), anyText),
    datacontenttype: fc.oneof(fc.constantFrom("text/plain", "application/json", "a/b+json"), anyText),
    data: fc.constantFrom("absent", "wrapped", "other"),
    extensions: fc.dictionary(
      fc.constantFrom(
        "a",
        "traceparent",
        "id",
        "time",
        "eventversion",
        "tidingsmetadata",
        "Bad",
        "correlationid",
      ),
      fc.oneof(anyText, fc.integer(), fc.boolean(), fc.double(), fc.constant("1.0"), fc.constant('{"a":1}')),
    ),
  },
  { requiredKeys: [] },
);

const metadata = fc
  .tuple(
    fc.record(
      {
        correlationId: anyText,
        causationId: anyText,
        context: fc.oneof(
          fc.record({ type: fc.constantFrom("client", "user", "global"), id: anyText }),
          fc.constant({ type: "user" }),
          fc.constant({ type: "user", id: "1", more: true }),
        ),
        cloudevents: fc.oneof(kept, json),
      },
      { requiredKeys: [] },
    ),
    optional(jsonObject),
  )
  .map(([known, more]) => ({ ...more, ...known }));

const source = fc
  .tuple(
    fc.constantFrom("workflow", "task", "integration", "external"),
    fc.oneof(
      fc.constantFrom("/a", "x", "https://h/", "a:b", "/external/x", "..", "%2F", "a/b?c#d"),
      printable,
    ),
    optional(jsonObject),
  )
  .map(([type, id, more]) => ({ ...more, type, id }));

const payload = fc.oneof(
  jsonObject,
  fc.record({ data: json }),
  fc.record({ data_base64: fc.oneof(fc.base64String(), json) }),
  fc.constant({}),
);

/** Envelopes as the log holds them: what is drawn and no envelope is left out. */
const envelope: fc.Arbitrary<Envelope> = fc
  .record({
    eventId: printable,
    pattern: name,
    version: fc.oneof(fc.constant("1.0"), printable),
    source,
    timestamp: fc.constantFrom("2024-03-15T10:00:00Z", "0001-01-01t00:00:00.123456789-00:00"),
    payload,
    metadata,
  })
  .map((value) => JSON.stringify(value))
  .filter((text) => scanJson(text).outcome === "ok")
  .map((text) => checkEnvelope(parseJson(text)))
  .filter((verdict) => verdict.outcome === "valid")
  .map((verdict) => verdict.envelope);

describe("an event that becomes a CloudEvent", () => {
  test(
    "is the same event when it is read again",
    () => {
      fc.assert(
        fc.property(envelope, (event) => {
          const draft = decode(encodeCloudEvent(textsOf(event)));
          expect(draft.envelope).toEqual(event);
          expect(draft.timestampStated).toBe(true);
          expect(parseJson(draft.sourceText)).toEqual(event.source);
          expect(parseJson(draft.payloadText)).toEqual(event.payload);
          expect(parseJson(draft.metadataText)).toEqual(event.metadata);
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  test("shows the specification's example in CloudEvents' own words", () => {
    const texts = textsOf(SPECIFICATION_EXAMPLE);
    expect(parseJson(encodeCloudEvent(texts))).toEqual({
      specversion: "1.0",
      id: "evt_123abc",
      source: "/integration/xero_main",
      type: "invoice.created",
      time: "2024-03-15T10:00:00Z",
      subject: "client/client_123",
      datacontenttype: "application/json",
      correlationid: "corr_xyz789",
      causationid: "evt_abc456",
      data: SPECIFICATION_EXAMPLE.payload,
    });
    const { headers, body } = encodeBinary(texts);
    expect(headers).toMatchObject({ "ce-subject": "client/client_123", "content-type": "application/json" });
    expect(new TextDecoder().decode(body)).toBe(texts.payload);
  });

  test("keeps its digits, also where no attribute has a place for them", () => {
    const texts = {
      ...textsOf(SPECIFICATION_EXAMPLE),
      source: '{"type":"task","id":"t","shard":9007199254740993}',
      payload: '{"n":9007199254740993,"p":1.50}',
      metadata: '{"big":{"n":9007199254740993,\n "p":1.10}}',
    };
    const draft = decode(encodeCloudEvent(texts));
    expect(draft.sourceText).toBe(texts.source);
    expect(draft.payloadText).toBe(texts.payload);
    expect(draft.metadataText).toBe('{"big":{"n":9007199254740993,  "p":1.10}}');
  });

  test.each([
    { datacontenttype: "text/plain" },
    { datacontenttype: "application/json" },
    { datacontenttype: "no type" },
    { data: "absent" },
    { data: "wrapped" },
    { source: "https://example.com/" },
    { subject: "client/5" },
    { extensions: { id: "other" } },
    { extensions: { tidingsmetadata: '{"a":1}' } },
    { extensions: { a: 1.5 } },
    { extensions: { eventversion: "2" } },
    { extensions: {} },
    { more: 1 },
    [],
    "text",
  ])("may have %j where decoding keeps other things, and has it again", (cloudevents) => {
    const event = { ...SPECIFICATION_EXAMPLE, metadata: { ...SPECIFICATION_EXAMPLE.metadata, cloudevents } };
    const text = encodeCloudEvent(textsOf(event));
    expect(parseJson(text)).toMatchObject({ tidingsmetadata: JSON.stringify({ cloudevents }) });
    expect(decode(text).envelope).toEqual(event);
  });

  test("stands in a batch in its order", () => {
    const events = ["a", "b", "c"].map((eventId) => ({ ...textsOf(SPECIFICATION_EXAMPLE), eventId }));
    const decoded = decodeAs("application/cloudevents-batch+json", encodeBatch(events));
    expect(decoded).toMatchObject({ items: events.map(({ eventId }) => ({ envelope: { eventId } })) });
    expect(decodeAs("application/cloudevents-batch+json", encodeBatch([]))).toMatchObject({ items: [] });
  });
});

const cloudText = fc
  .string({ unit: "binary", maxLength: 30 })
  .map((text) => text.replace(/[\p{Cc}\p{Noncharacter_Code_Point}]/gu, "%"));
const setText = cloudText.filter((text) => text !== "");
const uri = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constant("urn:a:b%20c"),
);
const reference = fc.oneof(
  uri,
  fc.constantFrom(
    "/task/a%20b",
    "/task/a%2fb",
    "/external/x",
    "x",
    "/external/https%3A%2F%2Fh%2F",
    "//h/p",
    "?q",
  ),
  printable.map((text) => encodeURIComponent(text)),
  printable.map((text) => `/workflow/${encodeURIComponent(text)}`),
);
const extensionName = fc
  .stringMatching(/^[a-z0-9]{1,20}$/)
  .filter((text) => !/^(data|id|source|type|time|subject|specversion)$/.test(text));

const data = fc.oneof(
  fc.constant({}),
  json.map((value) => ({ data: value })),
  jsonObject.map((value) => ({ data: value })),
  json.map((value) => ({ data: value, datacontenttype: "application/json" })),
  json.map((value) => ({ data: value, datacontenttype: "application/x+json; charset=utf-8" })),
  cloudText.map((value) => ({ data: value, datacontenttype: "text/plain" })),
  fc.base64String().map((value) => ({ data_base64: value })),
  fc.base64String().map((value) => ({ data_base64: value, datacontenttype: "application/json" })),
  fc.constant({ datacontenttype: "application/json" }),
);

const cloudEvent = fc
  .tuple(
    fc.dictionary(extensionName, fc.oneof(cloudText, fc.boolean(), fc.integer()), { maxKeys: 3 }),
    fc.record(
      {
        specversion: fc.constant("1.0"),
        id: printable,
        source: reference.filter((text) => text.length <= 255),
        type: name,
        time: fc.constantFrom("2024-03-15T10:00:00Z", "2024-03-15T10:00:00.5+02:00"),
        subject: fc.oneof(setText, fc.constantFrom("client/1", "user/a/b", "global/", "global", "Client/1")),
        dataschema: uri,
        correlationid: setText,
        causationid: setText,
        eventversion: fc.constantFrom("1.0", "2", "2024-01"),
      },
      { requiredKeys: ["specversion", "id", "source", "type"] },
    ),
    data,
  )
  .map(([extensions, core, held]) => ({ ...extensions, ...core, ...held }) as JsonObject);

/**
 * What a sender leaves out and everybody may add: the time of receipt, and the content type that JSON has anyway. A time that
 * was stated is written as it is stored.
 */
function withImplied({ time, ...event }: JsonObject): JsonObject {
  const implied = "data" in event ? { datacontenttype: "application/json" } : {};
  return { time: typeof time === "string" ? toStoredTimestamp(time) : RECEIVED_AT, ...implied, ...event };
}

describe("a CloudEvent that becomes an event", () => {
  test(
    "is the same CloudEvent when it is written again",
    () => {
      fc.assert(
        fc.property(cloudEvent, (event) => {
          const again = encodeCloudEvent(textsOfDraft(decode(JSON.stringify(event))));
          expect(parseObject(again)).toEqual(withImplied(event));
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  test(
    "is the same message in the binary mode, when it is written and read and written",
    () => {
      // Bytes that are declared to be JSON need not be it, and a body is checked.
      const readable = cloudEvent.filter((event) => !("data_base64" in event && "datacontenttype" in event));
      fc.assert(
        fc.property(readable, (event) => {
          const message = encodeBinary(textsOfDraft(decode(JSON.stringify(event))));
          for (const value of Object.values(message.headers)) expect(value).toMatch(/^[ -~]*$/);
          const decoded = decodeCloudEvents({ ...message, receivedAt: RECEIVED_AT }, TOOLS);
          const draft = draftOf(decoded);
          expect(encodeBinary(textsOfDraft(draft))).toEqual(message);
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );
});
