import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JSON_LIMITS } from "#schemas/json/limits.ts";
import { scanJson } from "#schemas/json/scan.ts";
import type { Mapping } from "#schemas/mapping/schema.ts";
import { configurationOf } from "#schemas/preset.ts";
import { type DecodeTools, decode } from "./decode.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const tools: DecodeTools = { sha256, reservedKeys: new Set() };

const sourceOf = (mapping: Mapping) => ({
  key: "hub",
  preset: "bearer" as const,
  configuration: configurationOf("bearer", { mapping }),
});

const requestOf = (body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? bytes(body) : body,
  receivedAt: "2026-01-02T03:04:05.678Z",
});

describe("a list that is read item by item", () => {
  const mapping = { items: "$.a.b", eventId: ["{$.id}"], name: ["x"], time: [] };
  const read = (body: string | Uint8Array, items = "$.a.b") =>
    decode(sourceOf({ ...mapping, items }), requestOf(body), tools);
  const stored = (id: string) => ({ outcome: "event", envelope: { eventId: `hub:${id}` } });
  const refused = (reason: string, pointer: string) => ({
    outcome: "refused",
    refusal: { reason, pointer },
  });

  test("of more than a hundred thousand is refused, not failed over", () => {
    const items = `[${"0,".repeat(100_000)}0]`;
    expect(read(`{"a":{"b":${items}}}`)).toMatchObject(refused("too_many_items", "/a/b"));
    expect(read(items, "$")).toMatchObject(refused("too_many_items", ""));
  });

  test("refuses what cannot be stored, and keeps its neighbours", () => {
    const body = '{"a":{"b":[{"id":1},{"id":"\\u0000"},{"id":2,"id":2},{"id":3}]}}';
    expect(read(body)).toMatchObject({
      items: [
        stored("1"),
        refused("unstorable_json", "/a/b/1/id"),
        refused("unstorable_json", "/a/b/2/id"),
        stored("3"),
      ],
    });
  });

  test("may hold more members than one event may", () => {
    const members = Array.from({ length: 100 }, (_, index) => `"k${index}":0`).join();
    const items = Array.from({ length: 1_000 }, (_, index) => `{"id":${index},${members}}`);
    const decoded = read(`{"a":{"b":[${items.join()}]}}`);
    expect(decoded.outcome === "items" && decoded.items.every(({ outcome }) => outcome === "event")).toBe(
      true,
    );
    const most = Array.from({ length: JSON_LIMITS.maxKeys }, (_, index) => `"k${index}":0`).join();
    expect(read(`{"a":{"b":[{"id":1},{"id":2,${most}}]}}`)).toMatchObject({
      items: [stored("1"), { refusal: { reason: "unstorable_json" } }],
    });
  });

  test.each([
    ['{"x":{"b":[7],"a":"]"},"y":"\\"}{[","a":{"c":[[]],"b":[{"id":1}],"d":{}},"z":[1]}', "1"],
    ['{"a\\u0000":1,"a":{"b":[{"id":1}]}}', null],
    ['\n{ "\\u0061" :\t{ "b" : [  {"id":2.50} ] } } ', "2.50"],
    ['{"ab":{"b":[]},"a":{"b":[{"id":"\u00e4]"}]},"b":{"b":[]}}', "\u00e4]"],
  ])("is found in %s", (body, id) => {
    expect(read(body)).toMatchObject(
      id === null ? { refusal: { reason: "unstorable_json" } } : { items: [stored(id)] },
    );
  });

  test.each([
    ["an item that is no JSON", '{"a":{"b":[{"id":1},{"id":}]}}', "malformed_json"],
    ["an item that is missing", '{"a":{"b":[{"id":1},]}}', "malformed_json"],
    ["a list that is not closed", '{"a":{"b":[{"id":1}', "malformed_json"],
    ["a list closed by a brace", '{"a":{"b":[{"id":1}}}}', "malformed_json"],
    ["text behind the list", '{"a":{"b":[{"id":1}]x}}', "malformed_json"],
    ["text behind the body", '{"a":{"b":[{"id":1}]}}x', "malformed_json"],
    ["an open body", '{"a":{"b":[{"id":1}]}', "malformed_json"],
    ["no JSON before the list", '{"x":[1}],"a":{"b":[{"id":1}]}}', "malformed_json"],
    ["a key twice around the list", '{"a":{"b":[{"id":1}]},"a":1}', "unstorable_json"],
    ["two lists", '{"a":{"b":[{"id":1}],"b":[]}}', "unstorable_json"],
    ["U+0000 beside the list", '{"a":{"b":[{"id":1}]},"x":"\\u0000"}', "unstorable_json"],
    ["a body that is cut off before it", '{"a":{', "malformed_json"],
    ["a body that is a list", "[]", "missing_mapping"],
  ])("%s refuses the request", (_, body, reason) => {
    expect(read(body)).toMatchObject({ outcome: "refused", refusal: { reason } });
  });

  test("that is no UTF-8 refuses the request, in the list and around it", () => {
    const broken = (text: string) => bytes(text).map((byte) => (byte === 0x7e ? 0xff : byte));
    for (const text of ['{"a":{"b":[{"id":"~"}]}}', '{"a":{"b":[{"id":1}]},"x":"~"}']) {
      expect(read(broken(text))).toMatchObject({ refusal: { reason: "malformed_json" } });
    }
  });

  test("has ids of its items' own bytes, without the white space around them", () => {
    const hashed = { ...mapping, items: "$", eventId: ["{sha256}"] };
    const decoded = decode(sourceOf(hashed), requestOf('[ {"id": 1} ,\n{}]'), tools);
    expect(decoded).toMatchObject({ items: [stored(sha256('{"id": 1}')), stored(sha256("{}"))] });
  });

  test("may be in a form's field payload", () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = `payload=${encodeURIComponent('{"a":{"b":[{"id":1.50}]}}')}`;
    expect(decode(sourceOf(mapping), requestOf(body, headers), tools)).toMatchObject({
      items: [stored("1.50")],
    });
  });

  test("gives the items that JSON.parse gives, wherever the list stands", () => {
    const list = fc.array(fc.json({ maxDepth: 2 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.json(), list, fc.constantFrom("", " ", "\n"), (other, payloads, space) => {
        const items = payloads.map((payload, index) => `{"id":${index},"p":${payload}}`);
        const body = `{"x":${other},${space}"a":{"y":${other},"b":${space}[${items.join(`${space},`)}${space}]}}`;
        fc.pre(scanJson(body).outcome === "ok");
        const decoded = read(body);
        const events = decoded.outcome === "items" ? decoded.items : [];
        expect(events.map((item) => item.outcome === "event" && item.payloadText)).toEqual(items);
      }),
    );
  });
});
