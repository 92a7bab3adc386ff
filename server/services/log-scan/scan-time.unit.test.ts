import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MAX_SCAN_MS, PROGRESS_MS, STATEMENT_MS } from "./limits.ts";
import { ScanTime } from "./scan-time.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("progress is due again and again, and not sooner than it should be", () => {
  const time = new ScanTime();
  for (let count = 0; count < 3; count += 1) {
    vi.advanceTimersByTime(PROGRESS_MS - 1);
    expect(time.isProgressDue()).toBe(false);
    vi.advanceTimersByTime(1);
    expect([time.isProgressDue(), time.isProgressDue()]).toEqual([true, false]);
  }
});

test("a statement gets no more than what is left, and never nothing, which were no limit", () => {
  const time = new ScanTime();
  expect([time.statementMs, time.over]).toEqual([STATEMENT_MS, null]);
  vi.advanceTimersByTime(MAX_SCAN_MS - 100);
  expect([time.statementMs, time.over]).toEqual([100, null]);
  vi.advanceTimersByTime(101);
  expect([time.statementMs, time.over]).toEqual([1, "most_time"]);
  time.stop();
  expect(time.over).toBe("aborted");
});
