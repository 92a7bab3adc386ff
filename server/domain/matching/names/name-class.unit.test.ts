import fc from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import { EventView } from "../conditions/event-view.ts";
import { IndexMemory } from "../index/index-memory.ts";
import { INDEX_SIZES, type IndexSizes } from "../index/index-sizes.ts";
import type { MatchContext } from "../index/match-context.ts";
import { MergedIndex } from "../index/merged-index.ts";
import { RuleStore } from "../rule-store.ts";
import { NameClass } from "./name-class.ts";

const EVENT: Envelope = {
  eventId: "e",
  pattern: "name",
  version: "1",
  source: { type: "external", id: "shop" },
  timestamp: "2024-01-01T00:00:00Z",
  payload: { number: 1 },
  metadata: {},
};

const FILTERS = [{ field: "$.payload.number", operator: "equals", value: 1 }] as const;

/** The class of one event's name and its rules, in which each of the prefixes may have some. */
class Subject {
  readonly store: RuleStore<string>;
  readonly context: MatchContext;
  readonly #out = new Int32Array(1_000);
  #ids = 0;

  constructor(sizes: IndexSizes) {
    this.store = new RuleStore(sizes);
    const { conditions, states } = this.store;
    this.context = {
      view: new EventView(conditions),
      values: conditions.values,
      states,
      sizes,
      memory: new IndexMemory(sizes.mostMerged),
      changes: 0,
      rulesToIndex: sizes.mostInIndex,
    };
  }

  /** Adds rules for a beginning of the name. */
  add(prefix: string, count: number): void {
    for (let added = 0; added < count; added += 1) {
      const id = `rule-${this.#ids}`;
      this.store.put({ id, type: "prefix", value: prefix, filters: FILTERS }, id);
      this.#ids += 1;
    }
    this.#commit();
  }

  /** Removes the rules that came last. */
  remove(count: number): void {
    for (let removed = 0; removed < count && this.#ids > 0; removed += 1) {
      this.#ids -= 1;
      this.store.remove(`rule-${this.#ids}`);
    }
    this.#commit();
  }

  /** How many rules match, and how many a match put into indexes. */
  match(nameClass: NameClass): { readonly matches: number; readonly indexed: number } {
    const { mostInIndex } = this.context.sizes;
    this.context.rulesToIndex = mostInIndex;
    this.context.view.begin(EVENT);
    const matches = nameClass.match(this.context, this.#out);
    return { matches, indexed: mostInIndex - this.context.rulesToIndex };
  }

  #commit(): void {
    this.store.commit();
    this.store.tidy(Number.POSITIVE_INFINITY);
    this.context.changes += 1;
  }
}

const sizes: IndexSizes = { ...INDEX_SIZES, mostInIndex: 20, ownIndexFrom: 8, eventsBeforeIndex: 0 };

test("no match puts more rules into indexes than it may, however many came since the last one", () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom("n", "na", "nam", "name"),
      fc.nat({ max: 30 }),
      fc.nat({ max: 30 }),
      fc.boolean(),
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const subject = new Subject(sizes);
      for (const prefix of ["n", "na", "nam", "name"]) subject.add(prefix, 1);
      const nameClass = new NameClass(subject.store.names.resolve("name"));
      for (const [prefix, added, removed, isAsked] of all) {
        subject.add(prefix, added);
        subject.remove(Math.min(removed, subject.store.size - 4));
        if (!isAsked) continue;
        const { matches, indexed } = subject.match(nameClass);
        expect(matches).toBe(subject.store.size);
        expect(indexed).toBeLessThanOrEqual(sizes.mostInIndex);
      }
    }),
  );
});

test("what a match puts into indexes it tells, so that no other index takes as many again", () => {
  const subject = new Subject(sizes);
  subject.add("n", 1);
  const nameClass = new NameClass(subject.store.names.resolve("name"));
  expect(subject.match(nameClass)).toEqual({ matches: 1, indexed: 1 });
  subject.add("n", 5);
  expect(subject.match(nameClass)).toEqual({ matches: 6, indexed: 5 });
  subject.add("n", 50);
  expect(subject.match(nameClass)).toEqual({ matches: 56, indexed: 20 });
});

test("the indexes of a pattern that has its own are built anew when most of its rules are gone", () => {
  const subject = new Subject({ ...sizes, mostInIndex: 100 });
  subject.add("n", 60);
  const nameClass = new NameClass(subject.store.names.resolve("name"));
  expect(subject.match(nameClass)).toEqual({ matches: 60, indexed: 60 });
  subject.remove(20);
  expect(subject.match(nameClass)).toEqual({ matches: 40, indexed: 0 });
  subject.remove(25);
  const { matches, indexed } = subject.match(nameClass);
  expect(matches).toBe(15);
  expect(indexed).toBeGreaterThanOrEqual(15);
});

test("an index that is built leaves out the rules that are gone", () => {
  const subject = new Subject(sizes);
  subject.add("n", 1);
  subject.add("na", 10);
  subject.remove(4);
  expect(new MergedIndex(subject.store.names.resolve("name"), subject.context).size).toBe(7);
});

test("an index in which most rules are gone is built anew", () => {
  const subject = new Subject({ ...sizes, mostInIndex: 100, ownIndexFrom: 100 });
  subject.add("n", 60);
  const nameClass = new NameClass(subject.store.names.resolve("name"));
  subject.match(nameClass);
  expect(nameClass.size).toBe(60);
  subject.remove(20);
  subject.match(nameClass);
  expect(nameClass.size).toBe(60);
  subject.remove(25);
  expect(subject.match(nameClass).matches).toBe(15);
  expect(nameClass.size).toBe(15);
});
