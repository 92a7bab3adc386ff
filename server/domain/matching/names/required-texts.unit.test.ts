import fc from "fast-check";
import { expect, test } from "vitest";
import { compileRegex } from "#schemas/pattern/name.ts";
import { requiredTexts } from "./required-texts.ts";

test.each([
  ["^invoice\\.(created|paid)$", ["invoice."]],
  ["^(invoice|order)\\.paid$", [".paid"]],
  ["^(invoice|order)\\.", ["invoice", "order"]],
  ["(?:^a|^b)x+y", ["x"]],
  ["ab?cd", ["cd"]],
  ["ab+c", ["ab"]],
  ["abc{2}d", ["ab"]],
  ["a{,2}b", ["a{,2}b"]],
  ["x|long", ["x", "long"]],
  ["a\\.b\\-c", ["a.b-c"]],
  ["[]ab]cd[^]x]", ["cd"]],
  ["[[:alpha:]\\]]ef", ["ef"]],
  ["\\pLgh\\p{Greek}\\x41\\x{42}", ["gh"]],
  ["\\123end", ["end"]],
  ["(?P<name>value).", ["value"]],
  ["😀?b", ["b"]],
  ["(?i)abc", undefined],
  ["a(?s:.)b", undefined],
  ["\\Qa.b\\E", undefined],
  ["a|", undefined],
  ["(a|b*)", undefined],
  ["^.*$", undefined],
  ["(abc)?", undefined],
  ["(abc)*d{0}", undefined],
])("%s asks for %j", (source, expected) => {
  expect(compileRegex(source).outcome).toBe("compiled");
  expect(requiredTexts(source)).toEqual(expected);
});

const parts = fc.constantFrom(
  "a",
  "b",
  "ab",
  "\\.",
  ".",
  "^",
  "$",
  "[ab]",
  "[^a]",
  "[]a]",
  "\\w",
  "\\x61",
  "\\pL",
  "(a|b)",
  "(?:ab|)",
  "(a(b|c)+)",
  "|",
  "(?i)",
  "(?P<n>a)",
  "{",
  "a{2}",
);
const repetitions = fc.constantFrom("", "", "", "?", "*", "+", "+?", "{2}", "{0,1}", "{1,}");
const sources = fc
  .array(fc.tuple(parts, repetitions), { minLength: 1, maxLength: 6 })
  .map((all) => all.flat().join(""))
  .filter((source) => compileRegex(source).outcome === "compiled");
const names = fc
  .array(fc.constantFrom("a", "b", "ab", ".", "c", "{"), { maxLength: 8 })
  .map((all) => all.join(""));

test("a name that matches holds one of the texts that are asked for", () => {
  let told = 0;
  fc.assert(
    fc.property(sources, fc.array(names, { minLength: 1, maxLength: 20 }), (source, all) => {
      const compiled = compileRegex(source);
      const texts = requiredTexts(source);
      if (compiled.outcome === "refused" || texts === undefined) return;
      for (const name of all) {
        if (!compiled.regex.test(name)) continue;
        told += 1;
        expect(texts.some((text) => name.includes(text))).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(told).toBeGreaterThan(500);
});
