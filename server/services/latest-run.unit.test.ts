import { expect, test } from "vitest";
import { latestRun } from "./latest-run.ts";

test("at most one run is under way and one waits, and each caller's run begins after its call", async () => {
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const run = latestRun(async (caller: number) => {
    began.push(caller);
    await new Promise<void>((resolve) => ends.push(resolve));
  });
  const calls = [run(1), run(2), run(3)];
  expect(began).toEqual([1]);
  ends[0]?.();
  await calls[0];
  calls.push(run(4));
  await new Promise((resolve) => setImmediate(resolve));
  expect(began).toHaveLength(2);
  ends[1]?.();
  await Promise.all(calls);
  expect(began).toHaveLength(2);
});

test("a run that fails fails its callers, and the next one runs all the same", async () => {
  let runs = 0;
  const run = latestRun(async () => {
    runs += 1;
    await Promise.resolve();
    if (runs === 1) throw new Error("away");
  });
  const [first, second] = [run(undefined), run(undefined)];
  await expect(first).rejects.toThrow("away");
  await expect(second).resolves.toBeUndefined();
});
