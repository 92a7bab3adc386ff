import { describe, expect, test, vi } from "vitest";
import { GroupCommit, NoAnswer, Overloaded } from "./group-commit.ts";

/** A database whose commits end when the test says so. */
function slowStore() {
  const batches: string[][] = [];
  const ends: ((failure?: Error) => void)[] = [];
  const write = (rows: readonly string[]) => {
    batches.push([...rows]);
    return new Promise<(row: string) => void>((resolve, reject) => {
      ends.push((failure) => (failure ? reject(failure) : resolve(() => {})));
    });
  };
  return { batches, ends, group: new GroupCommit<string>(write, (row) => row.length) };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("group commit", () => {
  test("rows that come in one turn leave in one batch", async () => {
    const { batches, group } = slowStore();
    for (const row of ["a", "b", "c"]) void group.add(row);
    await turn();
    expect(batches).toEqual([["a", "b", "c"]]);
  });

  test("resolves only when the batch has committed", async () => {
    const { ends, group } = slowStore();
    let committed = false;
    const added = group.add("a").then(() => (committed = true));
    await turn();
    expect(committed).toBe(false);
    ends[0]?.();
    await added;
    expect(committed).toBe(true);
  });

  test("while two batches are in flight, the next one fills", async () => {
    const { batches, ends, group } = slowStore();
    for (const row of ["a", "b"]) {
      void group.add(row);
      await turn();
    }
    for (const row of ["c", "d", "e"]) {
      void group.add(row);
      await turn();
    }
    expect(batches).toEqual([["a"], ["b"]]);
    ends[0]?.();
    await turn();
    expect(batches[2]).toEqual(["c", "d", "e"]);
  });

  test("a batch that fails fails its own rows alone", async () => {
    const { ends, group } = slowStore();
    const first = group.add("a");
    await turn();
    const second = group.add("b");
    await turn();
    ends[0]?.(new Error("the disk is full"));
    ends[1]?.();
    await expect(first).rejects.toThrow("the disk is full");
    await expect(second).resolves.toBeUndefined();
  });

  test("a row that the database refuses fails alone: its batch is split until it is found", async () => {
    const batches: string[][] = [];
    const group = new GroupCommit<string>(
      async (rows) => {
        batches.push([...rows]);
        if (rows.includes("bad")) throw Object.assign(new Error("out of range"), { code: "22003" });
        return () => {};
      },
      (row) => row.length,
    );
    const results = await Promise.allSettled(["a", "b", "bad", "c", "d"].map((row) => group.add(row)));
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(batches[0]).toHaveLength(5);
  });

  test("callers are told after ten seconds that the database has not answered", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { group } = slowStore();
    const added = expect(group.add("a")).rejects.toThrow(NoAnswer);
    await vi.advanceTimersByTimeAsync(10_000);
    await added;
    vi.useRealTimers();
  });

  test("turns callers away when more than 64 MiB wait, and takes them again later", async () => {
    const { ends, group } = slowStore();
    const large = "x".repeat(16 * 1024 * 1024);
    const waiting = Array.from({ length: 4 }, () => group.add(large));
    await expect(group.add("one more")).rejects.toThrow(Overloaded);
    while (ends.length < waiting.length) {
      await turn();
      for (const end of ends) end();
    }
    await Promise.all(waiting);
    const later = group.add("later");
    await turn();
    ends.at(-1)?.();
    await expect(later).resolves.toBeUndefined();
  });

  test("drain resolves when nothing waits any more", async () => {
    const { ends, group } = slowStore();
    void group.add("a");
    let drained = false;
    const draining = group.drain().then(() => (drained = true));
    await turn();
    expect(drained).toBe(false);
    ends[0]?.();
    await draining;
    expect(drained).toBe(true);
  });
});
