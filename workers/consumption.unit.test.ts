import { describe, expect, test } from "vitest";
import { judgeConsumption, type QueueState, STUCK_AFTER_MS } from "./consumption.ts";

const FRESH: QueueState = { reachable: true, underWay: 0, silentMs: 0, overdue: false };

const judge = (state: Partial<QueueState>) =>
  judgeConsumption(
    new Map([
      ["process", { ...FRESH, ...state }],
      ["deliver", FRESH],
    ] as const),
  );

describe("whether queues are consumed", () => {
  test("they are while each gives something now and then", () => {
    expect(judge({ silentMs: STUCK_AFTER_MS })).toEqual({ outcome: "consuming" });
  });

  test("one that gave nothing for a minute, the canary included, is stuck", () => {
    expect(judge({ silentMs: STUCK_AFTER_MS + 1 })).toEqual({ outcome: "stuck", queues: ["process"] });
  });

  test("one whose jobs take long is busy, not stuck", () => {
    expect(judge({ silentMs: STUCK_AFTER_MS + 1, underWay: 1 })).toEqual({ outcome: "consuming" });
  });

  test("one with a job that is overdue is stuck, whatever else it takes", () => {
    const overdue = { underWay: 3, overdue: true };
    expect(judge({ ...overdue })).toEqual({ outcome: "stuck", queues: ["process"] });
    expect(judge({ ...overdue, reachable: false })).toEqual({ outcome: "stuck", queues: ["process"] });
  });

  test("one that is away is not called stuck: a restart would not help", () => {
    expect(judge({ silentMs: STUCK_AFTER_MS + 1, reachable: false })).toEqual({ outcome: "consuming" });
  });
});
