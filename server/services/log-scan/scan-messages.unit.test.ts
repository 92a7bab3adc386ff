import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MAX_IDLE_MS, ScanMessages } from "./scan-messages.ts";
import { ScanTime } from "./scan-time.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Says 1, 2 and "result", each when `open` is called, and looks at the time between them. */
function make(signal = new AbortController().signal) {
  const time = new ScanTime();
  const release = vi.fn<() => void>();
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* work(): AsyncGenerator<number, string | null> {
    for (const [index, gate] of gates.entries()) {
      await gate.promise;
      if (time.over !== null) return null;
      if (index < 2) yield index + 1;
    }
    return "result";
  }
  const messages = new ScanMessages(work(), { time, signal, release });
  return { messages, release, time, open: (index: number) => gates[index]?.resolve() };
}

async function idle(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await nextTurn();
}

test("the result is the last message, and with it the place is free", async () => {
  const { messages, release, open } = make();
  for (const index of [0, 1, 2]) open(index);
  expect([await messages.next(), await messages.next()]).toMatchObject([{ value: 1 }, { value: 2 }]);
  expect(release).not.toHaveBeenCalled();
  expect(await messages.next()).toEqual({ done: false, value: "result" });
  expect(release).toHaveBeenCalledTimes(1);
  await idle(2 * MAX_IDLE_MS);
  expect(await messages.next()).toEqual({ done: true, value: undefined });
  expect(release).toHaveBeenCalledTimes(1);
});

describe("a reader who leaves", () => {
  test("before the first message frees the place at once, however they leave", async () => {
    const controller = new AbortController();
    const aborted = make(controller.signal);
    controller.abort();
    const returned = make();
    void returned.messages.return();
    const never = make(AbortSignal.abort());
    for (const { messages, release } of [aborted, returned, never]) {
      expect(release).toHaveBeenCalledTimes(1);
      expect(await messages.next()).toMatchObject({ done: true });
    }
  });

  test.each(["abort", "return"])(
    "in the middle (%s) stops it, and the place is free when it has ended",
    async (how) => {
      const controller = new AbortController();
      const { messages, release, time, open } = make(controller.signal);
      const first = messages.next();
      if (how === "abort") controller.abort();
      else void messages.return();
      await nextTurn();
      expect([time.over, release.mock.calls.length]).toEqual(["aborted", 0]);
      open(0);
      expect(await Promise.all([first, messages.next()])).toMatchObject([{ done: true }, { done: true }]);
      expect(release).toHaveBeenCalledTimes(1);
    },
  );

  test("between two messages frees the place without another being asked for", async () => {
    const controller = new AbortController();
    const { messages, release, open } = make(controller.signal);
    open(0);
    await messages.next();
    controller.abort();
    await nextTurn();
    expect(release).toHaveBeenCalledTimes(1);
  });
});

describe("a reader who asks for nothing", () => {
  test("loses the place, and is told when they come after all", async () => {
    const { messages, release } = make();
    await idle(MAX_IDLE_MS - 1);
    expect(release).not.toHaveBeenCalled();
    await idle(1);
    expect(release).toHaveBeenCalledTimes(1);
    await expect(messages.next()).rejects.toThrow("asked for no message");
  });

  test("any more, after some, too", async () => {
    const { messages, release, open } = make();
    open(0);
    const first = messages.next();
    await idle(10 * MAX_IDLE_MS);
    expect(await first).toMatchObject({ value: 1 });
    expect(release).not.toHaveBeenCalled();
    await idle(MAX_IDLE_MS);
    expect(release).toHaveBeenCalledTimes(1);
  });
});

test("an error is given on, and frees the place", async () => {
  const release = vi.fn<() => void>();
  async function* failing(): AsyncGenerator<number, null> {
    yield await Promise.reject(new Error("the database is away"));
    return null;
  }
  const scan = { time: new ScanTime(), signal: new AbortController().signal, release };
  await expect(new ScanMessages(failing(), scan).next()).rejects.toThrow("the database is away");
  expect(release).toHaveBeenCalledTimes(1);
});
