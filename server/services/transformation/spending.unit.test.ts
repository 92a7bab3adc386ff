import { expect, test } from "vitest";
import { Spending } from "./spending.ts";

test("a source whose expressions take long has spent its allowance; its neighbour has not", () => {
  const spending = new Spending();
  for (const at of [0, 2_000, 4_000, 6_000]) spending.charge("slow", 2_000, at);
  expect(spending.isSpent("slow", 6_000)).toBe(true);
  expect(spending.isSpent("other", 6_000)).toBe(false);
});

test("what was spent comes back with time, and counts when all of it is back", () => {
  const spending = new Spending();
  spending.charge("slow", 8_000, 0);
  expect(spending.isSpent("slow", 11_000)).toBe(true);
  expect(spending.isSpent("slow", 39_000)).toBe(true);
  expect(spending.isSpent("slow", 41_000)).toBe(false);
});

test("what is not back yet tells the slow from the quick", () => {
  const spending = new Spending();
  spending.charge("slow", 5_000, 0);
  expect(spending.spentMs("slow", 5_000)).toBe(4_000);
  expect(spending.isSpent("slow", 5_000)).toBe(false);
  expect(spending.spentMs("quick", 5_000)).toBe(0);
});

test("quick expressions cost nothing, however many", () => {
  const spending = new Spending();
  for (let count = 0; count < 100_000; count += 1) spending.charge("busy", 5, 0);
  expect(spending.isSpent("busy", 0)).toBe(false);
});
