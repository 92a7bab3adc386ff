import { describe, expect, test } from "vitest";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { decodePublish } from "./decode-publish.ts";
import { MAX_REQUEST_ITEMS } from "./event-draft.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

function publish(
  contentType: string | undefined,
  body: string | Uint8Array,
  more: Record<string, string> = {},
) {
  const headers = contentType === undefined ? more : { "content-type": contentType, ...more };
  const bytes = typeof body === "string" ? utf8(body) : body;
  const request = { headers, body: bytes, receivedAt: "2026-01-02T03:04:05.678Z" };
  return decodePublish(request, { reservedKeys: new Set(["github"]) });
}

const event = (eventId: string, payload = "{}") =>
  JSON.stringify({ ...SPECIFICATION_EXAMPLE, eventId, payload: "PAYLOAD" }).replace('"PAYLOAD"', payload);

const refusal = (reason: string, pointer?: string) => ({
  outcome: "refused",
  refusal: pointer === undefined ? { reason } : { reason, pointer },
});
const items = (...expected: object[]) => ({ outcome: "items", items: expected });
const stored = (eventId: string) => ({ outcome: "event", envelope: { eventId } });

const JSON_TYPE = "application/json";
const NDJSON = "application/x-ndjson";

describe("application/json", () => {
  test("holds one event, whose refusal is its own", () => {
    expect(publish(JSON_TYPE, event("a"))).toMatchObject(items(stored("a")));
    expect(publish(JSON_TYPE, "{}")).toMatchObject(items(refusal("invalid_envelope", "/eventId")));
    expect(publish(JSON_TYPE, "{")).toMatchObject(items(refusal("malformed_json")));
    expect(publish(JSON_TYPE, "5")).toMatchObject(items(refusal("invalid_envelope", "")));
  });

  test("or an array of events, each judged by itself", () => {
    const body = `[${event("a")}, ${event("b", '{"x":"\\u0000"}')},{"eventId":5},${event("github:1")},7,${event("c")} ]`;
    expect(publish(JSON_TYPE, ` ${body}\n`)).toMatchObject(
      items(
        stored("a"),
        refusal("unstorable_json", "/1/payload/x"),
        refusal("invalid_envelope", "/2/pattern"),
        refusal("reserved_event_id", "/3/eventId"),
        refusal("invalid_envelope", "/4"),
        stored("c"),
      ),
    );
  });

  test("whose texts are the sender's own", () => {
    const payload = '{"n":9007199254740993,"s":"],[\\"\\\\","p":1.50}';
    expect(publish(JSON_TYPE, `[${event("a", payload)},${event("b")}]`)).toMatchObject(
      items({ payloadText: payload }, stored("b")),
    );
  });

  test.each([
    ["an empty array", "[]", "invalid_envelope"],
    ["an empty array with space", " [ \n ] ", "invalid_envelope"],
    ["a comma too many", `[${event("a")},]`, "malformed_json"],
    ["a comma alone", "[,]", "malformed_json"],
    ["an array that is not closed", `[${event("a")}`, "malformed_json"],
    ["a string that is not closed", `[${event("a")},"]`, "malformed_json"],
    ["another closing bracket", `[${event("a")}}`, "malformed_json"],
    ["brackets that cross", '[{"a":[1}]]', "malformed_json"],
    ["two arrays", `[${event("a")}][]`, "malformed_json"],
    ["text between items", `[${event("a")} ${event("b")}]`, "malformed_json"],
    ["100 000 opening brackets", "[".repeat(100_000), "malformed_json"],
    ["bytes that are not UTF-8", new Uint8Array([0x5b, 0xff, 0x5d]), "malformed_json"],
  ])("%s refuses the request", (_, body, reason) => {
    expect(publish(JSON_TYPE, body)).toMatchObject(refusal(reason));
  });

  test("nested too deep refuses its item alone", () => {
    const deep = `{"a":${"[".repeat(70)}${"]".repeat(70)}}`;
    expect(publish(JSON_TYPE, `[${event("a")},${event("b", deep)}]`)).toMatchObject(
      items(stored("a"), refusal("unstorable_json")),
    );
  });

  test("of more events than one request may hold is refused, and of as many is not", () => {
    const list = (count: number) => `[${Array.from({ length: count }, () => "1").join(",")}]`;
    expect(publish(JSON_TYPE, list(MAX_REQUEST_ITEMS + 1))).toMatchObject(refusal("too_many_items"));
    const most = publish(JSON_TYPE, list(MAX_REQUEST_ITEMS));
    expect(most.outcome === "items" && most.items.length).toBe(MAX_REQUEST_ITEMS);
  });
});

describe("a stream of lines", () => {
  test("with one bad line of 500 has 499 events", () => {
    const lines = Array.from({ length: 500 }, (_, index) => (index === 250 ? "{oops" : event(`e${index}`)));
    const decoded = publish(NDJSON, lines.join("\n"));
    if (decoded.outcome === "refused") throw new Error("refused");
    expect(decoded.items.length).toBe(500);
    expect(decoded.items.filter((item) => item.outcome === "event").length).toBe(499);
    expect(decoded.items[250]).toMatchObject({
      refusal: { reason: "malformed_json", message: expect.stringMatching(/^Line 251: /) },
    });
  });

  test("skips blank lines and counts them, and takes both line ends", () => {
    const decoded = publish(
      "application/jsonl",
      `\r\n${event("a")}\r\n \t\n\n{"eventId":"b"}\n${event("c")}\n\n`,
    );
    expect(decoded).toMatchObject(
      items(
        stored("a"),
        {
          refusal: { pointer: "/pattern", message: expect.stringMatching(/^Line 5: .*missing/) },
        },
        stored("c"),
      ),
    );
  });

  test("refuses what is not UTF-8, or an array, line by line", () => {
    const body = new Uint8Array([
      ...utf8(`${event("a")}\n`),
      0xff,
      0x0a,
      ...utf8(`[${event("b")}]\n${event("c")}`),
    ]);
    expect(publish(NDJSON, body)).toMatchObject(
      items(stored("a"), refusal("malformed_json"), refusal("invalid_envelope", ""), stored("c")),
    );
  });

  test.each(["", "\n", " \r\n\t\n", "\n".repeat(1_000_000)])("without an event is refused", (body) => {
    expect(publish(NDJSON, body)).toMatchObject(refusal("invalid_envelope", ""));
  });

  test("of too many lines is refused", () => {
    expect(publish(NDJSON, "1\n".repeat(MAX_REQUEST_ITEMS + 1))).toMatchObject(refusal("too_many_items"));
    expect(publish(NDJSON, "1\n".repeat(MAX_REQUEST_ITEMS))).toMatchObject({ outcome: "items" });
  });

  test("may be a sequence with record separators", () => {
    const body = `\u001e${event("a")}\n\u001e\u001e{"eventId":\n5}\n\u001e${event("b")}\n`;
    expect(publish("application/json-seq", body)).toMatchObject(
      items(stored("a"), { refusal: { message: expect.stringMatching(/^Record 3: /) } }, stored("b")),
    );
  });
});

describe("the content type", () => {
  test.each([
    "APPLICATION/JSON",
    "application/json; charset=UTF-8",
    "Application/X-NDJSON",
    "application/x-jsonlines",
  ])("%s is read", (type) => {
    expect(publish(type, event("a"))).toMatchObject(items(stored("a")));
  });

  test.each([
    undefined,
    "",
    "text/plain",
    "application/json; charset=utf-16",
    "application/xml",
    "json",
    NDJSON.concat("x"),
  ])("%s is not", (type) => {
    expect(publish(type, event("a"))).toMatchObject(refusal("unsupported_media_type"));
  });

  test("of CloudEvents, or their headers, makes them CloudEvents", () => {
    const structured = JSON.stringify({ specversion: "1.0", id: "a", source: "/task/t", type: "x" });
    expect(publish("application/cloudevents+json", structured)).toMatchObject(items(stored("a")));
    expect(publish("application/cloudevents-batch+json", "[]")).toMatchObject(items());
    const headers = { "ce-specversion": "1.0", "ce-id": "b", "ce-source": "/task/t", "ce-type": "x" };
    expect(publish("text/plain", "hello", headers)).toMatchObject(items(stored("b")));
  });
});
