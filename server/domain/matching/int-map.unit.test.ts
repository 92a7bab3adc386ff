import fc from "fast-check";
import { expect, test } from "vitest";
import { IntMap } from "./int-map.ts";

test("holds what a map holds", () => {
  const keys = fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).filter((key) => key !== 0),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(keys, fc.integer({ min: -3, max: 3 })), { maxLength: 200 }),
      keys,
      (sets, other) => {
        const map = new IntMap();
        const expected = new Map<number, number>();
        for (const [key, value] of sets) {
          map.set(key, value);
          expected.set(key, value);
        }
        for (const [key, value] of expected) expect(map.get(key)).toBe(value);
        expect(map.get(other)).toBe(expected.get(other) ?? 0);
        expect(map.size).toBeLessThanOrEqual(expected.size);
      },
    ),
  );
});

test("does not grow with keys that are gone", () => {
  const map = new IntMap();
  for (let key = 1; key < 100_000; key += 1) {
    map.set(key, 1);
    map.set(key, 0);
  }
  expect(map.keys.length).toBeLessThan(64);
});
