import fc from "fast-check";
import { expect, test } from "vitest";
import { NeedleAutomaton } from "./needle-automaton.ts";
import { NeedleIndex } from "./needle-index.ts";

/** Few characters, so that needles hold, begin and overlap one another. */
const texts = fc
  .array(fc.constantFrom("a", "b", "c", "é", "😀"), { maxLength: 40 })
  .map((parts) => parts.join(""));
const needles = fc.uniqueArray(
  fc
    .array(fc.constantFrom("a", "b", "c", "é", "😀"), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join("")),
  { maxLength: 60 },
);

const SEARCHES = [
  ["within", (text: string, needle: string) => text.includes(needle)],
  ["at_start", (text: string, needle: string) => text.startsWith(needle)],
] as const;

function numbers(found: Int32Array, count: number): number[] {
  return [...found.subarray(0, count)].toSorted((left, right) => left - right);
}

test.each(SEARCHES)("an automaton finds %s a text what a search for each needle finds", (search, isIn) => {
  fc.assert(
    fc.property(needles, fc.array(texts, { minLength: 1, maxLength: 4 }), (list, all) => {
      const automaton = new NeedleAutomaton(list);
      for (const text of all) {
        const count = search === "within" ? automaton.searchWithin(text) : automaton.searchAtStart(text);
        const expected = [...list.keys()].filter((number) => isIn(text, list[number] ?? ""));
        expect(numbers(automaton.found, count)).toEqual(expected);
      }
    }),
    { numRuns: 500 },
  );
});

test.each(SEARCHES)("an index finds %s a text what it was given by then", (search, isIn) => {
  fc.assert(
    fc.property(needles, texts, (list, text) => {
      const index = new NeedleIndex(search);
      for (const [number, needle] of list.entries()) {
        expect([index.add(needle), index.add(needle), index.numberOf(needle)]).toEqual([
          number,
          number,
          number,
        ]);
        const expected = [...list.slice(0, number + 1).keys()].filter((at) => isIn(text, list[at] ?? ""));
        const count = index.search(text);
        expect(numbers(index.found, count)).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});

test("finds among thousands of needles, more than one automaton holds", () => {
  const index = new NeedleIndex("within");
  const list = Array.from(
    { length: 3_000 },
    (_, number) => `needle-${number.toString(36)}${"x".repeat(number % 40)}`,
  );
  for (const needle of list) index.add(needle);
  const text = `hay ${list[2_999]} hay ${list[7]}`;
  const count = index.search(text);
  const expected = [...list.keys()].filter((number) => text.includes(list[number] ?? ""));
  expect(expected.length).toBeGreaterThan(1);
  expect(numbers(index.found, count)).toEqual(expected);
});

test.each(SEARCHES)(
  "finds %s a text all needles, those in an automaton and those that came after",
  (search, isIn) => {
    const list = Array.from(
      { length: 60 },
      (_, number) => "ab".repeat(number % 30) + (number < 30 ? "a" : "b"),
    );
    const text = `${"ab".repeat(40)}b`.repeat(3);
    const index = new NeedleIndex(search);
    for (const [number, needle] of list.entries()) {
      index.add(needle);
      const expected = [...list.slice(0, number + 1).keys()].filter((at) => isIn(text, list[at] ?? ""));
      const count = index.search(text);
      expect(numbers(index.found, count)).toEqual(expected);
    }
  },
);

test("needles of very many different characters are found without a table for each pair of them", () => {
  const long = Array.from({ length: 3_000 }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
  const index = new NeedleIndex("within");
  for (let number = 0; number < 60; number += 1)
    index.add(number % 2 === 0 ? `${long}${number}` : `-${number}-`);
  const count = index.search(`${long}4-17-${long}18`);
  expect(numbers(index.found, count)).toEqual([4, 17, 18]);
});
