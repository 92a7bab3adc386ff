import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { ReadGate } from "./read-gate.ts";

/** A reader that reads until it is told to end, and then says what it saw. */
function reader(gate: ReadGate, look: () => number) {
  const end = Promise.withResolvers<void>();
  const seen = gate.read(async () => {
    const first = look();
    await end.promise;
    return [first, look()];
  });
  return { seen, end: end.resolve };
}

test("many read at once, and a change waits for all of them", async () => {
  const gate = new ReadGate();
  let state = 1;
  const readers = [reader(gate, () => state), reader(gate, () => state)];
  await nextTurn();
  const changed = gate.change(() => {
    state = 2;
  });
  readers[0]?.end();
  await nextTurn();
  expect(state).toBe(1);
  readers[1]?.end();
  await changed;
  expect(state).toBe(2);
  expect(await Promise.all(readers.map(({ seen }) => seen))).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test("who comes while a change waits reads after it, and the next change waits for that", async () => {
  const gate = new ReadGate();
  let state = 1;
  const before = reader(gate, () => state);
  await nextTurn();
  const changed = gate.change(() => {
    state = 2;
  });
  const after = reader(gate, () => state);
  before.end();
  await changed;
  await nextTurn();
  const again = gate.change(() => {
    state = 3;
  });
  after.end();
  await again;
  expect([await before.seen, await after.seen, state]).toEqual([[1, 1], [2, 2], 3]);
});

test("neither a reader nor a change that fails shuts the gate", async () => {
  const gate = new ReadGate();
  await expect(gate.read(async () => Promise.reject(new Error("reader")))).rejects.toThrow("reader");
  const failing = gate.change(() => {
    throw new Error("change");
  });
  await expect(failing).rejects.toThrow("change");
  const reading = reader(gate, () => 1);
  reading.end();
  expect(await reading.seen).toEqual([1, 1]);
});
