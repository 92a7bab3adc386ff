import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonPointer } from "./pointer.ts";
import { scanJson } from "./scan.ts";
import { type JsonSteps, textsAt, wantPlaces } from "./texts-at.ts";

function at(text: string, ...steps: JsonSteps): string | undefined {
  return textsAt(text, wantPlaces([steps])).get(jsonPointer(steps));
}

describe("the text at a place", () => {
  test.each([
    ['{"a":9007199254740993}', ["a"], "9007199254740993"],
    [' { "x" : [ ] , "a" : { "b" : [ 1 , 1.50 ] } } ', ["a", "b", 1], "1.50"],
    ['{"\\u0061":1.0}', ["a"], "1.0"],
    ['{"x":"\\\\","y":"\\"}{","a":-1e5\n}', ["a"], "-1e5"],
    ['{"x":["]"],"a":"\\"\\\\"}', ["a"], '"\\"\\\\"'],
    ['{"__proto__":{"toString":7}}', ["__proto__", "toString"], "7"],
    ["[[],{},12345678901234567]", [2], "12345678901234567"],
    ["\t5 ", [], "5"],
    ['{"a":{ "b":1 } }', ["a"], '{ "b":1 }'],
  ])("%s %j is %s", (text, steps, expected) => {
    expect(at(text, ...steps)).toBe(expected);
  });

  test.each([
    ["{}", ["a"]],
    ["[]", [0]],
    ['{"0":1}', [0]],
    ["[1]", ["0"]],
    ['{"a":1}', ["a", "b"]],
    ["1", ["a"]],
  ])("%s has nothing at %j", (text, steps) => {
    expect(at(text, ...steps)).toBeUndefined();
  });

  test("is found behind more than any limit of a scan lets through", () => {
    const items = `[${"0,".repeat(200_000)}12345678901234567]`;
    expect(at(`{"d":${items},"id":12345678901234568}`, "id")).toBe("12345678901234568");
    expect(at(`{"d":${items}}`, "d", 200_000)).toBe("12345678901234567");
  });

  test("is found for many places in one pass, one inside the other", () => {
    const wanted = wantPlaces([["a"], ["a", "b"], ["c", 0], ["c", "0"], ["d"]]);
    expect([...textsAt('{"c":[1.0],"a":{"b":2.0}}', wanted)]).toEqual([
      ["/c/0", "1.0"],
      ["/a/b", "2.0"],
      ["/a", '{"b":2.0}'],
    ]);
  });
});

/** A JSON text with one number in it, of digits that a double rounds, and the steps that lead there. */
const hidden = fc
  .tuple(
    fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.nat(3)), { maxLength: 6 }),
    fc.json({ maxDepth: 2, noUnicodeString: false }),
    fc.constantFrom("", " ", "\n\t"),
    fc.stringMatching(/^-?[1-9]\d{16,40}(\.\d{1,9}0)?$/),
  )
  .map(([steps, other, space, number]) => ({ steps, number, text: wrap(steps, other, space, number) }));

function wrap(steps: JsonSteps, other: string, space: string, number: string): string {
  return steps.reduceRight<string>((inner, step) => {
    const value = `${space}${inner}${space}`;
    if (typeof step === "number") return `[${`${other}${space},`.repeat(step)}${value},${other}]`;
    const [before, after] = [JSON.stringify(`${step}<`), JSON.stringify(`${step}>`)];
    return `{${before}:${other}${space},${space}${JSON.stringify(step)}${space}:${value},${after}:${other}}`;
  }, number);
}

test("of whatever a scan accepts, the digits at the end of a path are those that were written there", () => {
  fc.assert(
    fc.property(hidden, ({ steps, number, text }) => {
      fc.pre(scanJson(text).outcome === "ok");
      expect(at(text, ...steps)).toBe(number);
    }),
    { numRuns: 1_000 },
  );
});
