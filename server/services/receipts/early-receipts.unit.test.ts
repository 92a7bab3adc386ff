import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EarlyReceipts } from "./early-receipts.ts";

const MINUTE_MS = 60_000;

let nowMs = 0;
let fed: (readonly string[])[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 0;
  fed = [];
});

afterEach(() => void vi.useRealTimers());

function early(feed: (ids: readonly string[]) => void = (ids) => void fed.push(ids)): EarlyReceipts {
  return new EarlyReceipts(feed, () => nowMs);
}

test("what rests is fed together, the oldest first", () => {
  const receipts = early();
  receipts.rest(["c", "a"]);
  receipts.rest(["b"]);
  vi.advanceTimersByTime(99);
  expect(fed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fed).toEqual([["a", "b", "c"]]);
});

test("while the oldest comes back, it is fed less and less often, down to once a second", () => {
  const feedings: number[] = [];
  const receipts = early((ids) => {
    feedings.push(Date.now());
    receipts.rest(ids);
  });
  receipts.rest(["a"]);
  vi.advanceTimersByTime(20_000);
  const pausesMs = feedings.slice(1).map((atMs, index) => atMs - (feedings[index] ?? 0));
  expect(pausesMs.slice(0, 3)).toEqual([100, 150, 225]);
  expect(pausesMs.at(-1)).toBe(1_000);
});

test("when another is the oldest, it is soon tried again", () => {
  const waiting = ["a", "b"];
  const triedAtMs: number[] = [];
  const receipts = early((ids) => {
    if (ids[0] === "b") triedAtMs.push(Date.now());
    receipts.rest(waiting);
  });
  receipts.rest(waiting);
  vi.advanceTimersByTime(10_000);
  waiting.shift();
  vi.advanceTimersByTime(3_000);
  const [first = 0, second = 0] = triedAtMs;
  expect(second - first).toBe(100);
});

test("a receipt may wait for its time, counted from when it came up too early first", () => {
  const receipts = early();
  expect(receipts.mayWait("a", "others")).toBe(true);
  receipts.note(["a"], "others");
  nowMs = 9_999;
  receipts.note(["a"], "others");
  expect(receipts.mayWait("a", "others")).toBe(true);
  nowMs = 10_000;
  expect(receipts.mayWait("a", "others")).toBe(false);
  receipts.forget(["a"]);
  expect(receipts.mayWait("a", "others")).toBe(true);
});

test("it may wait for its own source for ten minutes, and as long for others as if it had not", () => {
  const receipts = early();
  for (; nowMs < 10 * MINUTE_MS; nowMs += MINUTE_MS / 2) {
    expect(receipts.mayWait("a", "own_source")).toBe(true);
    receipts.note(["a"], "own_source");
  }
  expect(receipts.mayWait("a", "own_source")).toBe(false);
  receipts.note(["a"], "others");
  nowMs += 9_999;
  expect(receipts.mayWait("a", "others")).toBe(true);
  nowMs += 1;
  expect(receipts.mayWait("a", "others")).toBe(false);
});

test("what does not come up for a minute was processed elsewhere, and leaves its room to others", () => {
  const receipts = early();
  receipts.note(
    Array.from({ length: 50_000 }, (_, n) => `elsewhere-${n}`),
    "own_source",
  );
  expect(receipts.mayWait("a", "own_source")).toBe(false);
  nowMs = MINUTE_MS - 1;
  expect(receipts.mayWait("a", "own_source")).toBe(false);
  nowMs = MINUTE_MS;
  expect(receipts.mayWait("a", "own_source")).toBe(true);
});

test("what rests is not forgotten, and has a minute to come up once it is fed", () => {
  const receipts = early();
  receipts.note(["a"], "others");
  receipts.rest(["a"]);
  nowMs = 5 * MINUTE_MS;
  expect(receipts.mayWait("a", "others")).toBe(false);
  nowMs += MINUTE_MS - 1;
  vi.advanceTimersByTime(100);
  nowMs += MINUTE_MS - 1;
  expect(receipts.mayWait("a", "others")).toBe(false);
  nowMs += 1;
  expect(receipts.mayWait("a", "others")).toBe(true);
});

test("one job is always free for what the others wait for", () => {
  const receipts = early();
  const leave = receipts.enter();
  expect(leave).not.toBeNull();
  expect(receipts.enter()).not.toBeNull();
  expect(receipts.enter()).toBeNull();
  leave?.();
  expect(receipts.enter()).not.toBeNull();
});

test("no job waits while receipts rest: waiting was in vain", () => {
  const receipts = early();
  receipts.rest(["a"]);
  expect(receipts.enter()).toBeNull();
  vi.advanceTimersByTime(100);
  expect(receipts.enter()).not.toBeNull();
});
