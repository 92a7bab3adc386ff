import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { OneAtATime, Places } from "./processing-places.ts";

describe("places", () => {
  test("are given until all are taken, and again when one is left", async () => {
    const places = new Places(2, 1_000);
    const [first, second] = [await places.take(), await places.take()];
    expect(second).not.toBeNull();
    const third = places.take();
    first?.();
    expect(await third).not.toBeNull();
  });

  test("are not waited for behind those who are slow", async () => {
    const places = new Places(1, 40);
    const leave = await places.take();
    const startedMs = performance.now();
    expect(await places.take()).toBeNull();
    expect(performance.now() - startedMs).toBeGreaterThan(20);
    const againMs = performance.now();
    expect(await places.take()).toBeNull();
    expect(performance.now() - againMs).toBeLessThan(20);
    leave?.();
    expect(await places.take()).not.toBeNull();
  });

  test("who gave up waiting is not given a place that nobody would leave", async () => {
    const places = new Places(1, 30);
    const leave = await places.take();
    expect(await places.take()).toBeNull();
    leave?.();
    expect(await places.take()).not.toBeNull();
  });
});

describe("one at a time", () => {
  test("work is never done twice at once, and a failure is its own", async () => {
    const line = new OneAtATime();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await sleep(5);
      seen.push(`${name} ends`);
      if (name === "a") throw new Error("a failed");
    };
    const [a, b] = await Promise.allSettled([line.run(work("a")), line.run(work("b"))]);
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect([a?.status, b?.status]).toEqual(["rejected", "fulfilled"]);
  });
});
