import { expect, test } from "vitest";
import { RecentMap } from "./recent-map.ts";

test("keeps what was used last, and forgets what was not used for long", () => {
  const map = new RecentMap<string, number>(2);
  for (const [value, key] of ["a", "b", "c", "d"].entries()) {
    map.set(key, value);
    map.get("a");
  }
  expect([map.get("a"), map.get("b"), map.get("d")]).toEqual([0, undefined, 3]);
});

test("holds no more than twice its capacity", () => {
  const map = new RecentMap<number, number>(10);
  for (let key = 0; key < 1_000; key += 1) map.set(key, key);
  const held = Array.from({ length: 1_000 }, (_, key) => map.get(key)).filter((value) => value !== undefined);
  expect(held.length).toBeGreaterThanOrEqual(10);
  expect(held.length).toBeLessThanOrEqual(20);
});

test("a value that is set again is replaced", () => {
  const map = new RecentMap<string, number>(2);
  map.set("a", 1);
  map.set("a", 2);
  expect(map.get("a")).toBe(2);
});
