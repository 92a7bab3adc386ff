import fc from "fast-check";
import { expect, test } from "vitest";
import { PROPERTY_TIMEOUT_MS } from "#e2e/support/matching/index-sizes.ts";
import { compileRegex } from "#schemas/pattern/name.ts";
import { meetsAll, requirementsOf } from "./required-texts.ts";

const start = (...texts: string[]) => ({ texts, at: "start" });
const end = (...texts: string[]) => ({ texts, at: "end" });
const anywhere = (...texts: string[]) => ({ texts, at: "anywhere" });

const whole = (...texts: string[]) => ({ texts, at: "whole" });

test.each([
  ["^invoice\\.(created|paid)$", [whole("invoice.created", "invoice.paid")], true],
  ["^(invoice|order)\\.paid$", [whole("invoice.paid", "order.paid")], true],
  ["^(invoice|order)\\.", [start("invoice.", "order.")], true],
  ["\\.(paid|sent)$", [end(".paid", ".sent")], true],
  ["a\\.b\\-c", [anywhere("a.b-c")], true],
  ["(?P<name>value)", [anywhere("value")], true],
  ["^invoice\\..*(paid|sent)$", [start("invoice."), end("paid", "sent")], false],
  ["a^b", [anywhere("a"), anywhere("b")], false],
  ["(?:^a|^b)x+y", [anywhere("x"), anywhere("y"), anywhere("a", "b")], false],
  ["ab?cd", [anywhere("cd"), anywhere("a")], false],
  ["ab+$", [anywhere("ab")], false],
  ["^ab+c$", [start("ab"), end("c")], false],
  ["(ab)+$", [anywhere("ab")], false],
  ["abc{2}d", [anywhere("ab"), anywhere("d")], false],
  ["a{,2}b", [anywhere("a{,2}b")], true],
  ["^x|long$", [anywhere("x", "long")], false],
  ["(ab|c.)d$", [end("d"), anywhere("ab", "c")], false],
  ["[]ab]cd[^]x]", [anywhere("cd")], false],
  ["[[:alpha:]\\]]ef", [anywhere("ef")], false],
  ["\\pLgh\\p{Greek}\\x41\\x{42}", [anywhere("gh")], false],
  ["\\123end", [anywhere("end")], false],
  ["😀?b", [anywhere("b")], false],
  ["(?i)abc", [], false],
  ["a(?s:.)b", [], false],
  ["\\Qa.b\\E", [], false],
  ["a|", [], false],
  ["(a|b*)", [], false],
  ["^.*$", [], false],
  ["^", [], false],
  ["(abc)?", [], false],
  ["(abc)*d{0}", [], false],
])("%s requires %j", (source, expected, decide) => {
  expect(compileRegex(source).outcome).toBe("compiled");
  const required = requirementsOf(source);
  expect(required.all).toHaveLength(expected.length);
  expect(required.all).toEqual(expect.arrayContaining(expected));
  expect(required.decide).toBe(decide);
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

test(
  "a name that matches holds what is required, and one that holds what decides matches",
  () => {
    const told = { required: 0, decided: 0 };
    fc.assert(
      fc.property(sources, fc.array(names, { minLength: 1, maxLength: 20 }), (source, all) => {
        const compiled = compileRegex(source);
        const required = requirementsOf(source);
        if (compiled.outcome === "refused" || required.all.length === 0) return;
        for (const name of all) {
          const isMatch = compiled.regex.test(name);
          if (isMatch) told.required += 1;
          if (required.decide) told.decided += 1;
          if (isMatch || required.decide) expect(meetsAll(name, required.all, 0)).toBe(isMatch);
        }
      }),
      { numRuns: 4_000 },
    );
    expect(told.required).toBeGreaterThan(500);
    expect(told.decided).toBeGreaterThan(500);
  },
  PROPERTY_TIMEOUT_MS,
);
