import { pino } from "pino";
import { expect, test } from "vitest";
import { StoreHealth } from "./insurance.ts";

const healthy = () => new StoreHealth(pino({ level: "silent" }));

test("a store that answers is asked every time", () => {
  const health = healthy();
  expect([health.mayAsk(0), health.mayAsk(0), health.mayAsk(1)]).toEqual([true, true, true]);
});

test("a store that failed is left alone for a second; then a single request asks", () => {
  const health = healthy();
  health.failed(new Error("away"), 0);
  expect([health.mayAsk(1), health.mayAsk(999)]).toEqual([false, false]);
  expect([health.mayAsk(1_000), health.mayAsk(1_001)]).toEqual([true, false]);
  health.failed(new Error("still away"), 1_250);
  expect([health.mayAsk(2_249), health.mayAsk(2_250)]).toEqual([false, true]);
});

test("once it answers, everybody asks again", () => {
  const health = healthy();
  health.failed(new Error("away"), 0);
  health.answered();
  expect([health.mayAsk(1), health.mayAsk(1)]).toEqual([true, true]);
});
