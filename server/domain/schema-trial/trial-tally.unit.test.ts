import { expect, test } from "vitest";
import { TrialTally } from "./trial-tally.ts";

const EVENT = { id: "1", eventId: "e1", version: "1.0", timestamp: "2026-01-01T00:00:00Z" };

function violation(pointer: string, keyword = "type") {
  return { pointer, keyword, message: `${pointer} is wrong` };
}

test("counts events, and each place once for each event, whatever its index in a list", () => {
  const tally = new TrialTally();
  tally.add(EVENT, []);
  tally.add(EVENT, [violation("/payload/items/0/sku"), violation("/payload/items/12/sku")]);
  tally.add(EVENT, [
    violation("/payload/items/3/sku"),
    violation("/payload/total"),
    violation("/payload/total", "minimum"),
  ]);
  expect([tally.judged, tally.refused]).toEqual([3, 2]);
  expect(tally.places.map(({ pointer, keyword, events }) => [pointer, keyword, events])).toEqual([
    ["/payload/items/*/sku", "type", 2],
    ["/payload/total", "type", 1],
    ["/payload/total", "minimum", 1],
  ]);
  expect(tally.places[0]?.example).toBe("/payload/items/0/sku is wrong");
});

test("keeps few samples, each with few errors", () => {
  const tally = new TrialTally();
  const many = Array.from({ length: 30 }, (_, index) => violation(`/payload/a${index}`));
  for (let count = 0; count < 40; count += 1) tally.add({ ...EVENT, id: String(count) }, many);
  expect(tally.samples).toHaveLength(20);
  expect(tally.samples[0]).toMatchObject({ id: "0", errors: many.slice(0, 5) });
  expect(tally.refused).toBe(40);
});

test("counts a bounded number of places", () => {
  const tally = new TrialTally();
  for (let count = 0; count < 1_500; count += 1) tally.add(EVENT, [violation(`/payload/a${count}b`)]);
  expect(tally.refused).toBe(1_500);
  expect(tally.places).toHaveLength(20);
});
