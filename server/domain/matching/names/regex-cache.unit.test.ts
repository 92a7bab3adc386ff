import { expect, test } from "vitest";
import { CachedRegex, RegexCache } from "./regex-cache.ts";

test("answers the same whether an expression is kept or was given up", () => {
  const cache = new RegexCache(3);
  const regexes = Array.from({ length: 10 }, (_, digit) => new CachedRegex(`^a+${digit}$`, cache));
  for (let round = 0; round < 5; round += 1) {
    for (const [digit, regex] of regexes.entries()) {
      expect([regex.test(`aa${digit}`), regex.test("b")]).toEqual([true, false]);
    }
  }
});

test("keeps what is used again and again", () => {
  const cache = new RegexCache(3);
  const compiled: string[] = [];
  const watched = new Proxy(cache, {
    get: (target, name) => (regex: CachedRegex) => {
      if (name !== "note") throw new Error(String(name));
      compiled.push(regex.source);
      target.note(regex);
    },
  });
  const often = new CachedRegex("oft.n", watched);
  for (let number = 0; number < 50; number += 1) {
    often.test("often");
    new CachedRegex(`once|${number}`, watched).test("once");
  }
  expect(compiled.filter((source) => source === "oft.n").length).toBeLessThan(3);
  expect(compiled).toHaveLength(50 + compiled.filter((source) => source === "oft.n").length);
});

test("an expression that does not compile is matched by no name", () => {
  expect(new CachedRegex("a(", new RegexCache()).test("a(")).toBe(false);
});
