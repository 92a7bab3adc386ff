import { describe, expect, test } from "vitest";
import { afterFailure, MAX_ATTEMPTS } from "./retry.ts";

describe("after a failed attempt", () => {
  test("each wait is longer than the one before", () => {
    const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => afterFailure(index + 1, 500, 0));
    const milliseconds = waits.map((next) => (next.outcome === "retry" ? next.waitMs : Number.NaN));
    expect(milliseconds).toEqual([...milliseconds].sort((a, b) => a - b));
    expect(milliseconds[0]).toBe(5000);
  });

  test("randomness makes a wait at most a fifth longer", () => {
    expect(afterFailure(1, null, 0.999)).toEqual({ outcome: "retry", waitMs: 5999 });
  });

  test("the last attempt is the last", () => {
    expect(afterFailure(MAX_ATTEMPTS, 500, 0)).toEqual({ outcome: "give_up", because: "attempts_used" });
  });

  test("a target that is gone is not called again", () => {
    expect(afterFailure(1, 410, 0)).toEqual({ outcome: "give_up", because: "target_gone" });
  });
});
