import fc from "fast-check";
import { expect, test } from "vitest";
import { compileRegex } from "#schemas/pattern/name.ts";
import { meetsAll, requirementsOf } from "./required-texts.ts";

const start = (...texts: string[]) => ({ texts, at: "start" });
const end = (...texts: string[]) => ({ texts, at: "end" });
const anywhere = (...texts: string[]) => ({ texts, at: "anywhere" });

test.each([
  ["^invoice\\.(created|paid)$", [start("invoice."), end("created", "paid")]],
  ["^(invoice|order)\\.paid$", [start("invoice", "order"), end(".paid")]],
  ["^(invoice|order)\\.", [start("invoice", "order"), anywhere(".")]],
  ["(?:^a|^b)x+y", [anywhere("x"), anywhere("y"), anywhere("a", "b")]],
  ["ab?cd", [anywhere("cd"), anywhere("a")]],
  ["ab+$", [anywhere("ab")]],
  ["^ab+c$", [start("ab"), end("c")]],
  ["(ab)+$", [anywhere("ab")]],
  ["abc{2}d", [anywhere("ab"), anywhere("d")]],
  ["a{,2}b", [anywhere("a{,2}b")]],
  ["^x|long$", [anywhere("x", "long")]],
  ["(ab|c.)d$", [end("d"), anywhere("ab", "c")]],
  ["a\\.b\\-c", [anywhere("a.b-c")]],
  ["[]ab]cd[^]x]", [anywhere("cd")]],
  ["[[:alpha:]\\]]ef", [anywhere("ef")]],
  ["\\pLgh\\p{Greek}\\x41\\x{42}", [anywhere("gh")]],
  ["\\123end", [anywhere("end")]],
  ["(?P<name>value).", [anywhere("value")]],
  ["😀?b", [anywhere("b")]],
  ["(?i)abc", []],
  ["a(?s:.)b", []],
  ["\\Qa.b\\E", []],
  ["a|", []],
  ["(a|b*)", []],
  ["^.*$", []],
  ["(abc)?", []],
  ["(abc)*d{0}", []],
])("%s requires %j", (source, expected) => {
  expect(compileRegex(source).outcome).toBe("compiled");
  const required = requirementsOf(source);
  expect(required).toHaveLength(expected.length);
  expect(required).toEqual(expect.arrayContaining(expected));
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

test("a name that matches holds what is required", () => {
  let told = 0;
  fc.assert(
    fc.property(sources, fc.array(names, { minLength: 1, maxLength: 20 }), (source, all) => {
      const compiled = compileRegex(source);
      const required = requirementsOf(source);
      if (compiled.outcome === "refused" || required.length === 0) return;
      for (const name of all) {
        if (!compiled.regex.test(name)) continue;
        told += 1;
        expect(meetsAll(name, required, 0)).toBe(true);
      }
    }),
    { numRuns: 4_000 },
  );
  expect(told).toBeGreaterThan(500);
});
