import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { type StoredFact, storeEvents } from "#e2e/support/stored-events.ts";
import { hasEventsNamed } from "./has-events-named.ts";
import { FEW_EVENTS, MAX_NAMES, MAX_SCAN_MS, SLICE_KEYS } from "./limits.ts";
import type { NameScope } from "./name-scope.ts";
import { scanEvents } from "./scan-events.ts";
import { type ScanInput, type ScanStep, scanLog } from "./scan-log.ts";
import { ScanTime } from "./scan-time.ts";

const stack = sharedRuntime();

const MINUTE_MS = 60_000;
const START_MS = Date.parse("2026-03-01T00:00:00Z");
const ALL: NameScope = { type: "fitting", begin: "", fits: () => true };

/** Popular events, more than are found by their name, and a few rare ones between them: one a minute, in turns. */
const EVENTS = FEW_EVENTS + SLICE_KEYS + 100;
const RARE_EACH = 100;

function factOf(index: number): StoredFact {
  const pattern = index % RARE_EACH === 0 ? `rare.${index % (2 * RARE_EACH)}` : "popular";
  return { pattern, timestamp: timeOf(index), payload: { index } };
}

function timeOf(index: number): string {
  return new Date(START_MS + index * MINUTE_MS).toISOString();
}

beforeAll(async () => {
  for (let from = 0; from < EVENTS; from += 5_000) {
    const count = Math.min(5_000, EVENTS - from);
    await storeEvents(
      stack.ctx,
      Array.from({ length: count }, (_, index) => factOf(from + index)),
    );
  }
});

async function scan(
  input: Partial<ScanInput> & Pick<ScanInput, "names">,
  onStep: (step: ScanStep) => void = () => {},
) {
  const steps: ScanStep[] = [];
  const whole = { range: { from: null, to: null }, bounds: { maxEvents: 100_000 } };
  for await (const step of scanLog(stack.ctx, { ...whole, time: new ScanTime(), ...input })) {
    steps.push(step);
    onStep(step);
  }
  const last = steps.at(-1);
  const indexes = steps.flatMap(({ events }) => events.map(({ envelope }) => Number(envelope.payload.index)));
  return { steps, end: last?.end, progress: last?.progress, indexes };
}

const indexesDown = (most: number, least: number, fits: (index: number) => boolean) =>
  Array.from({ length: most - least + 1 }, (_, place) => most - place).filter(fits);

describe("what is read", () => {
  test("names with few events: each once, the newest first, and no others", async () => {
    const { end, progress, indexes } = await scan({ names: { type: "exact", names: ["rare.0"] } });
    expect(indexes).toEqual(indexesDown(EVENTS - 1, 0, (index) => index % (2 * RARE_EACH) === 0));
    expect(end).toBe("complete");
    expect(progress).toMatchObject({
      looked: indexes.length,
      expected: indexes.length,
      read: indexes.length,
    });
  });

  test("names that fit, and begin with what they must", async () => {
    const names = { type: "fitting", begin: "rare.", fits: (name: string) => name.endsWith("100") } as const;
    const { indexes } = await scan({ names });
    expect(indexes).toEqual(indexesDown(EVENTS - 1, 0, (index) => index % (2 * RARE_EACH) === RARE_EACH));
  });

  test("a popular name, along the index of times", async () => {
    const { end, progress, indexes } = await scan({ names: { type: "exact", names: ["popular"] } });
    expect(indexes).toEqual(indexesDown(EVENTS - 1, 0, (index) => index % RARE_EACH !== 0));
    expect(end).toBe("complete");
    expect(progress).toMatchObject({
      looked: EVENTS,
      read: indexes.length,
      reachedAt: timeOf(0).replace(".000", ""),
    });
  });

  test.each([
    ["rare", { type: "exact", names: ["rare.0"] }],
    ["all", ALL],
  ] as const)("a range, its beginning included and its end not: %s", async (_name, names) => {
    const [low, high] = [2_000, 4_000];
    const range = { from: timeOf(low), to: timeOf(high) };
    const { indexes } = await scan({ names, range });
    const fits = (index: number) => names.type === "fitting" || index % (2 * RARE_EACH) === 0;
    expect(indexes).toEqual(indexesDown(high - 1, low, fits));
  });

  test("nothing, where no name fits", async () => {
    const { end, progress } = await scan({ names: { type: "fitting", begin: "none.", fits: () => true } });
    expect([end, progress?.looked, progress?.reachedAt]).toEqual(["complete", 0, null]);
  });
});

describe("what ends it", () => {
  test.each([
    ["few", { type: "fitting", begin: "rare.", fits: () => true }],
    ["all", ALL],
  ] as const)("the most events, and says how far it got: %s", async (_name, names) => {
    const { end, progress, indexes } = await scan({ names, bounds: { maxEvents: 77 } });
    expect(end).toBe("most_events");
    expect(indexes).toHaveLength(77);
    const reached = indexes.at(-1) ?? 0;
    expect(progress).toMatchObject({ read: 77, reachedAt: timeOf(reached).replace(".000", "") });
  });

  test("exactly as many as there are is complete", async () => {
    const { indexes } = await scan({ names: { type: "exact", names: ["rare.0"] } });
    const bounds = { maxEvents: indexes.length };
    expect((await scan({ names: { type: "exact", names: ["rare.0"] }, bounds })).end).toBe("complete");
  });

  test("the most bytes", async () => {
    const { end, progress } = await scan({ names: ALL, bounds: { maxEvents: 100_000, maxBytes: 10_000 } });
    expect(end).toBe("most_bytes");
    expect(progress?.bytes).toBeGreaterThanOrEqual(10_000);
    expect(progress?.read).toBeLessThan(1_000);
  });

  test("the time", async () => {
    expect((await scan({ names: ALL, time: new ScanTime(0) })).end).toBe("most_time");
  });

  test("an abort, before the next piece", async () => {
    const time = new ScanTime();
    const { end, progress } = await scan({ names: ALL, time }, ({ events }) => {
      if (events.length > 0) time.stop();
    });
    expect(end).toBe("aborted");
    expect(progress?.read).toBeLessThan(100);
  });
});

describe("event by event", () => {
  /** Fewer than are in the first piece, at whose end the time would be looked at anyway. */
  const GIVEN = 5;

  test("the same events are given, and the same end", async () => {
    const names: NameScope = { type: "exact", names: ["rare.0"] };
    const input = { names, range: { from: null, to: null }, bounds: { maxEvents: 70 }, time: new ScanTime() };
    const whole = await scan(input);
    const indexes: number[] = [];
    for await (const { event, progress, end } of scanEvents(stack.ctx, input)) {
      if (event !== null) indexes.push(Number(event.envelope.payload.index));
      if (event !== null) expect(progress).toMatchObject({ read: indexes.length, looked: indexes.length });
      if (end !== null) expect([end, progress]).toEqual([whole.end, whole.progress]);
    }
    expect(indexes).toEqual(whole.indexes);
  });

  describe("the time is looked at between events, and nothing is told of those not given", () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    test.each([
      ["most_time", () => vi.advanceTimersByTime(MAX_SCAN_MS + 1)],
      ["aborted", (time: ScanTime) => time.stop()],
    ] as const)("%s", async (why, pass) => {
      vi.useFakeTimers({ toFake: ["performance"] });
      const time = new ScanTime();
      const input = { names: ALL, range: { from: null, to: null }, bounds: { maxEvents: 1_000 }, time };
      const given: string[] = [];
      let last: object = {};
      for await (const { event, progress, end } of scanEvents(stack.ctx, input)) {
        if (event !== null) given.push(event.envelope.timestamp);
        if (given.length === GIVEN) pass(time);
        last = { end, read: progress.read, reachedAt: progress.reachedAt };
      }
      expect(given).toHaveLength(GIVEN);
      expect(last).toEqual({ end: why, read: GIVEN, reachedAt: given.at(-1) });
    });
  });
});

test("pieces of large events are small, and hold one at least", async () => {
  const large = { pattern: "large", payload: { text: "x".repeat(700_000) } };
  await storeEvents(stack.ctx, [
    large,
    large,
    large,
    { pattern: "large", payload: { text: "x".repeat(2_000_000) } },
  ]);
  const { steps, end } = await scan({ names: { type: "exact", names: ["large"] } });
  const sizes = steps.map(({ events }) => events.length).filter((size) => size > 0);
  expect(sizes).toEqual([1, 1, 1, 1]);
  expect(end).toBe("complete");
});

describe("names that are too many to list", () => {
  const many = Array.from({ length: MAX_NAMES + 50 }, (_, index) => ({
    pattern: `many.${index}`,
    payload: { index },
  }));

  beforeAll(async () => {
    await storeEvents(stack.ctx, many);
  });

  test("are judged one by one", async () => {
    const names: NameScope = { type: "fitting", begin: "", fits: (name) => name.startsWith("many.") };
    const { end, indexes } = await scan({ names });
    expect(end).toBe("complete");
    expect(indexes.toSorted((a, b) => a - b)).toEqual(many.map(({ payload }) => payload.index));
  });

  test("are judged no further when who looks for one has left", async () => {
    const time = new ScanTime();
    let seen = 0;
    const fits = () => {
      seen += 1;
      if (seen === SLICE_KEYS + 1) time.stop();
      return false;
    };
    expect(await hasEventsNamed(stack.ctx, { type: "fitting", begin: "", fits }, time)).toBe(true);
    expect(seen).toBe(SLICE_KEYS + 1);
  });
});
