import { expect, test } from "vitest";
import { IndexMemory } from "./index-memory.ts";

class Indexed {
  readonly size: number;
  isDropped = false;

  constructor(size: number) {
    this.size = size;
  }

  dropIndex(): void {
    this.isDropped = true;
  }
}

function dropped(all: readonly Indexed[]): number[] {
  return all.flatMap(({ isDropped }, number) => (isDropped ? [number] : []));
}

test("those that were built first are dropped, down to half of the limit", () => {
  const memory = new IndexMemory(1_000);
  const all = Array.from({ length: 5 }, () => new Indexed(145));
  for (const indexed of all) memory.note(indexed);
  expect(dropped(all)).toEqual([0, 1, 2]);
});

test("one that is built anew counts once, as the newest", () => {
  const memory = new IndexMemory(1_000);
  const all = Array.from({ length: 4 }, () => new Indexed(145));
  for (const indexed of all) memory.note(indexed);
  for (const indexed of all.slice(0, 2)) memory.note(indexed);
  expect(dropped(all)).toEqual([]);
  const last = new Indexed(145);
  memory.note(last);
  expect(dropped([...all, last])).toEqual([0, 2, 3]);
});

test("many indexes of no or one rule reach the limit too", () => {
  const memory = new IndexMemory(10_000);
  const all = Array.from({ length: 1_000 }, (_, number) => new Indexed(number % 2));
  for (const indexed of all) memory.note(indexed);
  expect(all.length - dropped(all).length).toBeLessThan(150);
});

test("the one that was just built stays, however large it is", () => {
  const memory = new IndexMemory(10);
  const large = new Indexed(1_000);
  memory.note(large);
  expect(large.isDropped).toBe(false);
});
