import { describe, expect, test } from "vitest";
import { LaneSorter } from "./lanes.ts";

const of = (sourceKey: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `${sourceKey}-${place}`, sourceKey }));

describe("LaneSorter", () => {
  test("few receipts go first", () => {
    const lanes = new LaneSorter().sort([...of("quiet", 2), ...of("other", 1)], 0);
    expect(lanes).toEqual({ first: ["quiet-0", "quiet-1", "other-0"], later: [] });
  });

  test("a busy source goes later as a whole, and takes nobody with it", () => {
    const lanes = new LaneSorter().sort([...of("busy", 101), ...of("quiet", 3)], 0);
    expect(lanes.later).toHaveLength(101);
    expect(lanes.first).toEqual(["quiet-0", "quiet-1", "quiet-2"]);
  });

  test("batches of one second are counted together", () => {
    const sorter = new LaneSorter();
    expect(sorter.sort(of("busy", 60), 0).first).toHaveLength(60);
    expect(sorter.sort(of("busy", 60), 900).later).toHaveLength(60);
  });

  test("who was busy stays so for the next second, and no longer", () => {
    const sorter = new LaneSorter();
    sorter.sort(of("busy", 500), 0);
    expect(sorter.sort(of("busy", 1), 1_500).later).toHaveLength(1);
    expect(sorter.sort(of("busy", 1), 2_600).first).toHaveLength(1);
  });

  test("after a pause nobody is busy", () => {
    const sorter = new LaneSorter();
    sorter.sort(of("busy", 500), 0);
    expect(sorter.sort(of("busy", 1), 60_000).first).toHaveLength(1);
  });
});
