import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { CelLanguage } from "./cel.ts";

const TABLES: Readonly<Record<string, Readonly<Record<string, JsonObject>>>> = {
  countries: { DE: { name: "Germany", vat: 19 }, "276": { name: "by number" } },
};

const language = new CelLanguage((table, key) => {
  const rows = TABLES[table];
  if (rows === undefined) throw new Error(`there is no reference table "${table}"`);
  return rows[key] ?? null;
});

function eventWith(payload: JsonObject, metadata: JsonObject = {}): Envelope {
  return {
    eventId: "e-1",
    pattern: "invoice.created",
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2026-03-01T12:00:00Z",
    payload,
    metadata,
  };
}

function evaluate(expression: string, payload: JsonObject = {}, metadata: JsonObject = {}) {
  const compiled = language.compile(expression);
  if (compiled.outcome === "refused") throw new Error(`${compiled.position}: ${compiled.message}`);
  return compiled.check.evaluate(eventWith(payload, metadata));
}

function refusalOf(expression: string) {
  const compiled = language.compile(expression);
  if (compiled.outcome === "compiled") throw new Error("the expression was accepted");
  return `${compiled.position}: ${compiled.message}`;
}

const HOLDS: readonly (readonly [string, JsonObject])[] = [
  // Numbers
  ["payload.a == 1500", { a: 1500 }],
  ["payload.a == 1500.0", { a: 1500 }],
  ["payload.a > 1499 && payload.a <= 1500", { a: 1500 }],
  ["payload.a + 1 == 1501", { a: 1500 }],
  ["1 + payload.a - 1 == payload.a", { a: 1500 }],
  ["payload.a % 2 == 0", { a: 1500 }],
  ["payload.a / 4 == 0.25", { a: 1 }],
  ["7 / 2 == 3", {}],
  ["payload.net + payload.tax == payload.gross", { net: 0.1, tax: 0.2, gross: 0.3 }],
  ["payload.net * 1.19 == payload.gross", { net: 19.99, gross: 23.7881 }],
  ["round(payload.net * 0.19, 2) == payload.tax", { net: 19.99, tax: 3.8 }],
  ["round(2.345, 2) == 2.35 && round(-2.345, 2) == -2.35 && round(1.005, 2) == 1.01", {}],
  [
    "sum(payload.lines.map(l, l.amount)) == payload.total",
    { lines: [{ amount: 0.1 }, { amount: 0.2 }], total: 0.3 },
  ],
  ["sum([]) == 0", {}],
  ["9007199254740992 == payload.a", { a: 9007199254740992 }],
  ["payload.items[payload.at] == 'b'", { items: ["a", "b"], at: 1 }],
  ["payload.a in [1, 2, 3]", { a: 2 }],
  [
    "int(payload.a) == 7 && double(payload.b) == 7.5 && string(payload.c) == '1500'",
    { a: "7", b: "7.5", c: 1500 },
  ],
  // Missing, null
  ["has(payload.a)", { a: null }],
  ["'a' in payload && payload.a == null", { a: null }],
  ["!has(payload.a) && !('a' in payload)", {}],
  ["!has(payload.constructor) && !has(payload.__proto__)", {}],
  ["payload.then == 1 && payload.__proto__ == 2", JSON.parse('{"then":1,"__proto__":2}')],
  ["has(payload.a) ? payload.a > 3 : true", {}],
  // Texts
  ["payload.vat.matches('^DE[0-9]{9}$')", { vat: "DE123456789" }],
  ["size(payload.name) == 3 && payload.name.size() == 3", { name: "a😀b" }],
  ["payload.c.upperAscii().trim() == 'EUR'", { c: " eur " }],
  ["payload.a.startsWith('x') || payload.a.endsWith('z') || payload.a.contains('y')", { a: "ayb" }],
  ["payload.a + payload.b == 'xy'", { a: "x", b: "y" }],
  ["payload.a.split(',').all(p, size(p) == 2)", { a: "aa,bb" }],
  // Lists and objects
  ["payload.lines.all(l, l.quantity > 0)", { lines: [{ quantity: 1 }, { quantity: 2 }] }],
  [
    "payload.lines.exists(l, l.sku == 'x') && payload.lines.exists_one(l, l.sku == 'x')",
    { lines: [{ sku: "x" }, { sku: "y" }] },
  ],
  ["payload.lines.filter(l, l > 1).map(l, l * 2) == [4, 6]", { lines: [1, 2, 3] }],
  ["payload.lines.map(l, l > 1, l * 2) == [4.0, 6.0]", { lines: [1, 2, 3] }],
  ["payload.a == payload.b", { a: { x: [1, { y: null }] }, b: { x: [1, { y: null }] } }],
  ["payload.a != payload.b", { a: { x: 1 }, b: { x: 2 } }],
  ["payload.all(k, k.startsWith('x'))", { xa: 1, xb: 2 }],
  ["payload.a + payload.b == [1, 2, 3]", { a: [1], b: [2, 3] }],
  [
    "type(payload.a) == double && type(payload.b) == string && type(payload.c) == list",
    { a: 1, b: "", c: [] },
  ],
  // Times
  ["timestamp(event.timestamp) > timestamp('2026-02-28T23:00:00+01:00')", {}],
  [
    "timestamp(payload.due) - timestamp(payload.issued) <= duration('720h')",
    { due: "2026-03-15", issued: "2026-03-01" },
  ],
  ["timestamp(payload.created) == timestamp('2023-11-14T22:13:20Z')", { created: 1700000000 }],
  ["timestamp('2026-03-01t12:00:00.5z') == timestamp('2026-03-01T12:00:00.500Z')", {}],
  ["timestamp(event.timestamp).getFullYear() == 2026 && timestamp(event.timestamp).getMonth() == 2", {}],
  // The event
  ["event.pattern == 'invoice.created' && event.version == '1.0' && event.eventId == 'e-1'", {}],
  ["source.type == 'external' && event.source.id == source.id", {}],
  ["event.payload == payload && event.metadata == metadata", { a: 1 }],
  // Reference tables
  [
    "exists_in('countries', payload.country) && lookup('countries', payload.country).vat == 19",
    { country: "DE" },
  ],
  ["lookup('countries', 'FR') == null && !exists_in('countries', 'FR')", {}],
  ["lookup('countries', payload.code).name == 'by number'", { code: 276 }],
];

test.each(HOLDS)("holds: %s", (expression, payload) => {
  expect(evaluate(expression, payload)).toEqual({ outcome: "holds" });
});

const FAILS: readonly (readonly [string, JsonObject, string])[] = [
  ["payload.customer.vat != ''", {}, "`payload.customer` is missing."],
  ["payload.customer.vat != ''", { customer: null }, "`payload.customer.vat` is missing."],
  ["payload['a b'] > 1", {}, '`payload["a b"]` is missing.'],
  ["payload.lines[2] == 1", { lines: [1] }, "`payload.lines[2]` is missing."],
  ["payload.x['a b'].c > 1", { x: {} }, '`payload.x["a b"]` is missing.'],
  ["payload.lines[payload.at] == 1", { lines: [1], at: 7 }, 'The field or item "7" is missing.'],
  ["payload.lines.all(l, l.q > 0)", { lines: [{}] }, "`l.q` is missing."],
  ["payload.a + 'x' == 'ax'", { a: 1 }, "`+` cannot be applied to a number and a text."],
  ["payload.a > 1", { a: "2" }, "`>` cannot be applied to a text and a number."],
  ["payload.a.startsWith('x')", { a: 1 }, "`startsWith` cannot be applied to a number and a text."],
  ["payload.a && true", { a: 1 }, "A condition gives a number instead of true or false."],
  ["payload.a", { a: "yes" }, "The expression gives a text instead of true or false."],
  ["payload.a.all(x, true)", { a: 1 }, "A loop goes over a number instead of a list."],
  ["payload.a / payload.b > 1", { a: 1, b: 0 }, "A number is divided by zero."],
  ["double(payload.a) > 1", { a: "" }, 'The evaluation failed: "" is no number.'],
  ["int(payload.a) > 1", { a: "0x10" }, 'The evaluation failed: "0x10" is no whole number.'],
  [
    "timestamp(payload.a) > timestamp(0)",
    { a: "30 Feb" },
    'The evaluation failed: "30 Feb" is no time such as 2026-01-31T12:00:00Z.',
  ],
  ["lookup('nowhere', 'a') == null", {}, 'The evaluation failed: there is no reference table "nowhere".'],
  ["lookup('countries', payload.country).vat > 1", { country: "XX" }, "is missing."],
  ["has(payload.a.b)", { a: "text" }, "`has` cannot be applied to a text and a text."],
  // What a sender might try to pass for something else
  [
    "payload.a == 'x' || payload.a.value == 'y'",
    { a: { $typeName: "google.protobuf.StringValue", value: "x" } },
    "",
  ],
];

test.each(FAILS)("fails: %s of %j", (expression, payload, message) => {
  const finding = evaluate(expression, payload);
  if (message === "") expect(finding).toMatchObject({ outcome: "violated" });
  else expect(finding).toMatchObject({ outcome: "failed", message: expect.stringContaining(message) });
});

describe("a violation shows what the expression reads", () => {
  test("one field by its value", () => {
    expect(evaluate("payload.total > 0", { total: -5 })).toEqual({ outcome: "violated", actual: "-5" });
  });

  test("several by name, the missing ones left out", () => {
    const finding = evaluate("payload.total == payload.net + payload.tax || has(payload.x.y)", {
      total: 3,
      net: 1,
      tax: 1,
      x: {},
    });
    expect(finding).toEqual({
      outcome: "violated",
      actual: '{"payload.total":3,"payload.net":1,"payload.tax":1}',
    });
  });

  test("long values are cut", () => {
    const finding = evaluate("size(payload.a) + size(payload.b) < 3", {
      a: "x".repeat(10_000),
      b: Array.from({ length: 1_000 }, () => "letter"),
    });
    expect(finding).toMatchObject({ outcome: "violated" });
    const actual = finding.outcome === "holds" ? null : finding.actual;
    expect(actual?.length).toBeLessThan(400);
  });
});

const REFUSED: readonly (readonly [string, string])[] = [
  ["payload.amount >", "The expression ends too early."],
  ["payload.amount = 4", '16: The expression cannot be read from "= 4" on. Compare with ==.'],
  ["payload.a > 1 and payload.b > 2", "Write && for “and”."],
  ["payload.name == 'abc", "A text is not closed."],
  ["amount > 4", "1: There is no `amount`. A rule reads `event`, `payload`, `metadata`, `source`"],
  ["payload.a.all(x, y > 1)", "18: There is no `y`."],
  ["length(payload.a) > 1", "There is no function `length`. Write size(…)."],
  ["payload.a.length() > 1", "There is no function `length`. Write size(…)."],
  ["size(payload.a, 1) > 1", "`size` cannot be called with 2 values here."],
  ["payload.a.all(x)", "`all` is written as list.all(item, condition)."],
  ["has(payload)", "`has` is written as has(payload.field)."],
  ["payload.a + 1", "The expression gives a value."],
  ["[1, 2]", "The expression gives a value."],
  ["'text'", "The expression gives a value."],
  ["lookup(payload.t, 'a') == null", "Name the reference table in quotes"],
  ["payload.a.matches(payload.b)", "Write the regular expression of `matches` in quotes."],
  ["payload.a.matches('(?=a)')", "Look-ahead"],
  ["payload.a.matches('(')", "The regular expression is refused"],
  ["google.protobuf.Value{number_value: 1.0} == 1.0", "Messages of protobuf"],
  ["[1].all(payload, payload == 1)", "Give the item another name than `payload`."],
  ["payload.a.all(a, a.all(b, b.all(c, c.all(d, true))))", "at most 3 loops"],
  [`${"(".repeat(1_500)}true${")".repeat(1_500)}`, "nested too deeply"],
  [`${"[".repeat(100)}1${"]".repeat(100)} == []`, "nested too deeply"],
  ["constructor", "There is no `constructor`."],
  ["toString() == ''", "There is no function `toString`."],
  ["payload.@tick(true)", "cannot be read"],
];

test.each(REFUSED)("refused: case %#", (expression, message) => {
  expect(refusalOf(expression)).toContain(message);
});

describe("bombs are bounded", () => {
  const items = Array.from({ length: 50_000 }, (_, index) => index);
  const doubled = (times: number) => `[payload.s]${".map(s, s + s)".repeat(times)}`;
  const BOMBS: readonly (readonly [string, JsonObject])[] = [
    ["payload.items.all(a, payload.items.all(b, a + b >= 0))", { items }],
    ["payload.items.exists(a, payload.items.exists(b, a + b < 0)) || true", { items }],
    ["payload.items.all(a, payload.items.all(b, payload.items.all(c, true)))", { items }],
    ["payload.items.map(a, payload.items.map(b, [a, b])) == []", { items }],
    ["payload.items.all(a, payload.items == payload.others)", { items, others: [...items] }],
    ["payload.items.all(a, !(-1 in payload.items))", { items }],
    [`${doubled(60)}[0] == ''`, { s: "x".repeat(100) }],
    [`[payload.items]${".map(s, s + s)".repeat(60)}[0] == []`, { items }],
    ["payload.items.all(a, !payload.s.contains(payload.t))", { items, s: "a".repeat(900_000), t: "b" }],
    ["payload.items.all(a, size(payload.s) > 1)", { items, s: "a".repeat(900_000) }],
    ["payload.items.all(a, !payload.s.matches('(a*)*(a*)*b'))", { items, s: "a".repeat(10_000) }],
    ["payload.s.matches('x')", { s: "a".repeat(10_001) }],
    [
      "payload.items.all(a, payload.s != payload.t)",
      { items, s: "a".repeat(900_000), t: `${"a".repeat(899_999)}b` },
    ],
  ];

  test.each(BOMBS)("case %#", (expression, payload) => {
    const startedMs = performance.now();
    expect(evaluate(expression, payload)).toMatchObject({ outcome: "failed" });
    expect(performance.now() - startedMs).toBeLessThan(1_500);
  });

  test("ten thousand items are no bomb", () => {
    const lines = Array.from({ length: 10_000 }, () => ({ amount: 0.01 }));
    expect(evaluate("sum(payload.lines.map(l, l.amount)) == 100", { lines })).toEqual({ outcome: "holds" });
    expect(evaluate("payload.lines.filter(l, l.amount > 0).size() == 10000", { lines })).toEqual({
      outcome: "holds",
    });
  });
});

test("the document's examples can be saved", () => {
  const document = readFileSync(new URL("../../../docs/business-rules.md", import.meta.url), "utf8");
  const [, examples = ""] = /```\n([^`]+)```/.exec(document) ?? [];
  const expressions = examples.trim().split("\n");
  expect(expressions).toHaveLength(5);
  for (const expression of expressions)
    expect(language.compile(expression)).toMatchObject({ outcome: "compiled" });
});
