import { expect, test } from "vitest";
import { allowancesOf } from "./allowances.ts";

test("a limit without a burst has its rate alone", () => {
  expect(allowancesOf({ requests: 10, windowSeconds: 60, burst: 0 })).toEqual({
    rate: { requests: 10, windowSeconds: 60 },
    burst: null,
  });
});

test.each([
  [{ requests: 100, windowSeconds: 60, burst: 50 }, 30],
  [{ requests: 10, windowSeconds: 1, burst: 100 }, 10],
  [{ requests: 3, windowSeconds: 1, burst: 1 }, 1],
  [{ requests: 1, windowSeconds: 86_400, burst: 1_000_000 }, 86_400],
])("%j: the burst fills at the pace of the rate, within a day", (limit, windowSeconds) => {
  expect(allowancesOf(limit).burst).toEqual({ requests: limit.burst, windowSeconds });
});
