import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EarlyReceipts } from "./early-receipts.ts";

const MINUTE_MS = 60_000;

let nowMs = 0;
let fed: (readonly string[])[] = [];
const feed = (ids: readonly string[]) => void fed.push(ids);

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 0;
  fed = [];
});

afterEach(() => void vi.useRealTimers());

function early(): EarlyReceipts {
  return new EarlyReceipts(() => nowMs);
}

test("what rests is fed together, the oldest first", () => {
  const receipts = early();
  receipts.rest(["c", "a"], feed);
  receipts.rest(["b"], feed);
  vi.advanceTimersByTime(99);
  expect(fed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fed).toEqual([["a", "b", "c"]]);
});

test("while the oldest comes back, it is fed less and less often, down to once a second", () => {
  const receipts = early();
  const feedings: number[] = [];
  const again = (ids: readonly string[]) => {
    feedings.push(Date.now());
    receipts.rest(ids, again);
  };
  receipts.rest(["a"], again);
  vi.advanceTimersByTime(20_000);
  const pausesMs = feedings.slice(1).map((atMs, index) => atMs - (feedings[index] ?? 0));
  expect(pausesMs.slice(0, 3)).toEqual([100, 150, 225]);
  expect(pausesMs.at(-1)).toBe(1_000);
});

test("when another is the oldest, it is soon tried again", () => {
  const receipts = early();
  const waiting = ["a", "b"];
  const triedAtMs: number[] = [];
  const again = (ids: readonly string[]) => {
    if (ids[0] === "b") triedAtMs.push(Date.now());
    receipts.rest(waiting, again);
  };
  receipts.rest(waiting, again);
  vi.advanceTimersByTime(10_000);
  waiting.shift();
  vi.advanceTimersByTime(3_000);
  const [first = 0, second = 0] = triedAtMs;
  expect(second - first).toBe(100);
});

test("a receipt may wait for its time, counted from when it came up first", () => {
  const receipts = early();
  expect(receipts.mayWait("a", MINUTE_MS)).toBe(true);
  receipts.note(["a"]);
  nowMs = MINUTE_MS - 1;
  receipts.note(["a"]);
  expect(receipts.mayWait("a", MINUTE_MS)).toBe(true);
  nowMs = MINUTE_MS;
  expect(receipts.mayWait("a", MINUTE_MS)).toBe(false);
  receipts.forget(["a"]);
  expect(receipts.mayWait("a", MINUTE_MS)).toBe(true);
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
  receipts.rest(["a"], feed);
  expect(receipts.enter()).toBeNull();
  vi.advanceTimersByTime(100);
  expect(receipts.enter()).not.toBeNull();
});
