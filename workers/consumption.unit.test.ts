import { describe, expect, test } from "vitest";
import { judgeConsumption, STUCK_AFTER_MS } from "./consumption.ts";

const seen = new Map([
  ["process", 0],
  ["deliver", 50_000],
] as const);
const BOTH = new Set(["process", "deliver"] as const);

describe("whether queues are consumed", () => {
  test("they are while each canary came back lately", () => {
    expect(judgeConsumption(seen, BOTH, STUCK_AFTER_MS)).toEqual({ outcome: "consuming" });
  });

  test("one whose canary did not come back for a minute is stuck", () => {
    const verdict = judgeConsumption(seen, BOTH, STUCK_AFTER_MS + 1);
    expect(verdict).toEqual({ outcome: "stuck", queues: ["process"] });
  });

  test("one that is away is not called stuck: a restart would not help", () => {
    expect(judgeConsumption(seen, new Set(["deliver"] as const), STUCK_AFTER_MS + 1)).toEqual({
      outcome: "consuming",
    });
  });
});
