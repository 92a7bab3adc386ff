import { expect, test } from "vitest";
import { restartDelayMs } from "./backoff.ts";

test("a program that keeps crashing waits twice as long each time, and never longer than 5 s", () => {
  const delays: number[] = [];
  for (let run = 0; run < 8; run++) {
    delays.push(restartDelayMs({ previousDelayMs: delays.at(-1), livedMs: 20 }));
  }
  expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

test("a program that lived for more than 10 s starts again at once", () => {
  expect(restartDelayMs({ previousDelayMs: 5000, livedMs: 10_001 })).toBe(100);
  expect(restartDelayMs({ previousDelayMs: 1600, livedMs: 10_000 })).toBe(3200);
});
