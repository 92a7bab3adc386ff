import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JSON_LIMITS } from "./limits.ts";
import { parseJson } from "./parse.ts";
import { type JsonAccepted, scanJson } from "./scan.ts";
import { FORBIDDEN, REFUSED, VALID } from "./scan-cases.ts";
import { isJsonObject, type JsonValue } from "./value.ts";

function accept(text: string): JsonAccepted {
  const scan = scanJson(text);
  if (scan.outcome === "invalid") throw new Error(scan.message);
  return scan;
}

function membersOf(text: string): [string, string][] {
  return [...accept(text).members].map(([key, { start, end }]) => [key, text.slice(start, end)]);
}

function itemsOf(text: string): string[] {
  return accept(text).items.map(({ start, end }) => text.slice(start, end));
}

function parseMember([key, slice]: [string, string]): [string, JsonValue] {
  return [key, parseJson(slice)];
}

function entriesOf(value: JsonValue): Map<string, JsonValue> {
  return new Map(isJsonObject(value) ? Object.entries(value) : []);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("the grammar", () => {
  test.each(Object.entries(VALID))("accepts %s", (_, text) => {
    expect(scanJson(text).outcome).toBe("ok");
    expect(parses(text)).toBe(true);
  });

  test.each(Object.entries(FORBIDDEN))("refuses %s", (_, text) => {
    expect(scanJson(text)).toMatchObject({ outcome: "invalid", reason: "syntax" });
    expect(parses(text)).toBe(false);
  });
});

describe("what JSON allows and storage does not", () => {
  test.each(Object.entries(REFUSED))("refuses %s", (_, { text, ...expected }) => {
    expect(scanJson(text)).toMatchObject({ outcome: "invalid", ...expected });
    expect(parses(text)).toBe(true);
  });
});

test("the message says what, where and what to do, and quotes a long key in part", () => {
  expect(scanJson('{"a":1,"a":2}')).toMatchObject({
    message: 'The key "a" appears twice in one object at offset 7. Send each key once.',
  });
  expect(scanJson("[1,]")).toMatchObject({
    message: 'The text is not JSON: a value was expected, not "]" at offset 3.',
  });
  const long = JSON.stringify("k".repeat(10_000));
  const scan = scanJson(`{${long}:1,${long}:2}`);
  expect(scan.outcome === "invalid" && scan.message.length).toBeLessThan(200);
});

test("between two members the pointer names the object", () => {
  expect(scanJson('{"x":{"a":1,b}}')).toMatchObject({ reason: "syntax", pointer: "/x" });
});

describe("slices", () => {
  test("members keep their text, digit for digit", () => {
    expect(membersOf(' { "a" : 9007199254740993 , "b\\n":{"c":[1.50, 2]},"d":"\\u0041"} ')).toEqual([
      ["a", "9007199254740993"],
      ["b\n", '{"c":[1.50, 2]}'],
      ["d", '"\\u0041"'],
    ]);
  });

  test("items keep their text", () => {
    expect(itemsOf('[ 1.0 , {"a":[]} ,[[]], "x" ]')).toEqual(["1.0", '{"a":[]}', "[[]]", '"x"']);
  });

  test("a text that is no container has neither", () => {
    expect(accept("5")).toEqual({ outcome: "ok", kind: "number", members: new Map(), items: [] });
  });

  test.each([
    ["{}", "object"],
    [" []", "array"],
    ['"a"', "string"],
    ["-1", "number"],
    ["false", "boolean"],
    ["null", "null"],
  ])("%s is of kind %s", (text, kind) => {
    expect(accept(text).kind).toBe(kind);
  });
});

describe("limits", () => {
  const tight = { ...JSON_LIMITS, maxKeys: 3, maxItems: 2, maxExpandedDigits: 400 };

  test("keys are counted over the whole text", () => {
    expect(scanJson('[{"a":1,"b":2},{"a":1}]', tight).outcome).toBe("ok");
    expect(scanJson('[{"a":1,"b":2},{"a":1,"b":2}]', tight)).toMatchObject({ reason: "too_many_keys" });
  });

  test("items of the outermost array are counted", () => {
    expect(scanJson("[1,[1,2,3]]", tight).outcome).toBe("ok");
    expect(scanJson("[1,2,3]", tight)).toMatchObject({ reason: "too_many_items", offset: 5, pointer: "/2" });
  });

  test("exponents are counted over the whole text", () => {
    expect(scanJson("[1e300]", tight).outcome).toBe("ok");
    expect(scanJson("[1e300,1e-300]", tight)).toMatchObject({ reason: "number_range", pointer: "/1" });
  });

  test("50 000 keys pass and one more does not", () => {
    const members = Array.from({ length: 50_000 }, (_, index) => `"k${index}":0`);
    expect(scanJson(`{${members.join()}}`).outcome).toBe("ok");
    expect(scanJson(`{${members.join()},"last":0}`)).toMatchObject({ reason: "too_many_keys" });
  });

  test.each([["["], ['{"a":']])("100 000 times %s is refused where it gets too deep", (opening) => {
    const text = opening.repeat(100_000);
    const offset = JSON_LIMITS.maxDepth * opening.length;
    expect(scanJson(text)).toMatchObject({ reason: "too_deep", offset });
  });

  test("a megabyte of escapes, quotes or white space is read before the test times out", () => {
    for (const piece of ["\\n", "\\\\", "\\ud83e\\uddfe"])
      accept(`"${piece.repeat(1_000_000 / piece.length)}"`);
    accept(`[${'"",'.repeat(99_999)}""]`);
    accept(`[${'"\\"",'.repeat(99_999)}""]`);
    accept(`${" ".repeat(1_000_000)}1`);
  });
});

/** Making the values takes most of the time, and other tests take the cores meanwhile. */
const PROPERTY_TIMEOUT_MS = 30_000;

describe("against JSON.parse", { timeout: PROPERTY_TIMEOUT_MS }, () => {
  test("whatever JSON.stringify writes is accepted and its slices parse to the same values", () => {
    const object = fc.dictionary(
      fc.string({ unit: "grapheme" }).filter((key) => !key.includes("\u0000")),
      fc
        .json({ maxDepth: 5, noUnicodeString: false })
        .map((text) => parseJson(text.replaceAll("\\u0000", "_"))),
    );
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const scan = scanJson(text);
        if (scan.outcome === "invalid") expect(scan.reason).toBe("number_range");
        else expect(new Map(membersOf(text).map(parseMember))).toEqual(entriesOf(parseJson(text)));
      }),
      { numRuns: 500 },
    );
  });

  test("texts that were changed in one place are judged alike", () => {
    const characters = fc.constantFrom(...'{}[]",:\\/ \n\t\u0000-+.0123456789eEtrufalsn\u00e4'.split(""));
    const change = fc.record({
      text: fc.json(),
      at: fc.nat(),
      remove: fc.nat(2),
      insert: fc.array(characters, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(change, ({ text, at, remove, insert }) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + insert.join("") + text.slice(place + remove);
        const scan = scanJson(changed);
        if (scan.outcome === "ok") expect(parses(changed), changed).toBe(true);
        else if (scan.reason === "syntax") expect(parses(changed), changed).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});
