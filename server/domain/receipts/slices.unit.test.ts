import { expect, test } from "vitest";
import { sliceBySize } from "./slices.ts";

const sized = (...sizes: number[]) => sizes.map((bodyBytes, index) => ({ id: `r${index}`, bodyBytes }));

test("small receipts share a slice, in order, up to the limit", () => {
  expect(sliceBySize(sized(4, 4, 2, 1), 10)).toEqual([["r0", "r1", "r2"], ["r3"]]);
});

test("a receipt over the limit has a slice of its own", () => {
  expect(sliceBySize(sized(1, 50, 1), 10)).toEqual([["r0"], ["r1"], ["r2"]]);
});

test("nothing is cut into nothing", () => {
  expect(sliceBySize([], 10)).toEqual([]);
});
