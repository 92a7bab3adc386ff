import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryEvent, arbitraryPattern } from "#e2e/support/matching/arbitraries.ts";
import { arbitrarySizes, PROPERTY_TIMEOUT_MS, ROUNDS } from "#e2e/support/matching/index-sizes.ts";
import { matchOneByOne } from "#e2e/support/matching/one-by-one.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { INDEX_SIZES, type IndexSizes } from "./index/index-sizes.ts";
import { Matcher, type RuleChange } from "./matcher.ts";
import type { Rule } from "./rule.ts";

interface Step {
  readonly changes: readonly RuleChange<string>[];
  readonly isDiscarded: boolean;
  readonly tidied: number;
}

/** A matcher, and the rules that it should have, through changes. */
class Changing {
  readonly #matcher: Matcher<string>;
  readonly #events: readonly Envelope[];
  readonly #rules = new Map<string, Rule>();

  constructor(sizes: IndexSizes, events: readonly Envelope[]) {
    this.#matcher = new Matcher(sizes);
    this.#events = events;
  }

  take({ changes, isDiscarded, tidied }: Step): void {
    for (const change of changes) this.#matcher.prepare(change);
    this.expectSame();
    if (isDiscarded) this.#matcher.discard();
    else {
      this.#matcher.commit();
      this.#note(changes);
    }
    this.expectSame();
    this.#matcher.tidy(tidied);
    this.expectSame();
  }

  apply(change: RuleChange<string>): void {
    this.#matcher.apply([change]);
    this.#note([change]);
  }

  /** Asks often enough for indexes to be built, and to be asked once more. */
  expectSame(): void {
    expect(this.#matcher.size).toBe(this.#rules.size);
    const expected = this.#events.map((event) => matchOneByOne(this.#rules.values(), event).toSorted());
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(this.#events.map((event) => this.#matcher.match(event).toSorted())).toEqual(expected);
    }
  }

  #note(changes: readonly RuleChange<string>[]): void {
    for (const change of changes) {
      if (change.kind === "put") this.#rules.set(change.rule.id, change.rule);
      else this.#rules.delete(change.id);
    }
  }
}

const ids = fc.integer({ min: 0, max: 9 }).map((number) => `rule-${number}`);

const steps: fc.Arbitrary<Step> = fc.record({
  changes: fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(ids, arbitraryPattern).map(([id, pattern]) => put({ id, ...pattern })),
      },
      { weight: 1, arbitrary: ids.map((id): RuleChange<string> => ({ kind: "remove", id })) },
    ),
    { maxLength: 6 },
  ),
  isDiscarded: fc.boolean(),
  tidied: fc.nat({ max: 8 }),
});

function put(rule: Rule): RuleChange<string> {
  return { kind: "put", rule, label: rule.id };
}

describe("a matcher whose rules change", () => {
  test(
    "finds what each rule finds alone, before and after each part of a change",
    () => {
      fc.assert(
        fc.property(
          fc.array(steps, { minLength: 1, maxLength: 12 }),
          fc.array(arbitraryEvent, { minLength: 1, maxLength: 3 }),
          arbitrarySizes,
          (all, events, sizes) => {
            const subject = new Changing(sizes, events);
            for (const step of all) subject.take(step);
          },
        ),
        { numRuns: 400 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  test(
    "finds it after so many changes that rules, fields and values got the numbers of others",
    () => {
      fc.assert(
        fc.property(
          fc.array(arbitraryPattern, { minLength: 40, maxLength: 40 }),
          fc.array(arbitraryEvent, { minLength: 3, maxLength: 6 }),
          arbitrarySizes,
          (patterns, events, sizes) => {
            const subject = new Changing(sizes, events);
            for (let change = 0; change < 2_200; change += 1) {
              const pattern = patterns[(change * 7) % patterns.length];
              if (pattern === undefined) break;
              const rule = { id: `rule-${change % 11}`, ...pattern };
              subject.apply(change % 5 === 0 ? { kind: "remove", id: rule.id } : put(rule));
              if (change % 40 === 0) subject.expectSame();
            }
            subject.expectSame();
          },
        ),
        { numRuns: 10 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  test("finds each rule once, however often one of many with the same name was replaced", () => {
    const sizes = { ...INDEX_SIZES, mostInIndex: 2, ownIndexFrom: 1, eventsBeforeIndex: 0, spareNumbers: 3 };
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 6 }), { maxLength: 60 }), arbitraryEvent, (replaced, event) => {
        const subject = new Changing(sizes, [event]);
        for (const number of [0, 1, 2, 3, 4, 5, 6, ...replaced]) {
          subject.apply(put({ id: `rule-${number}`, type: "exact", value: event.pattern, filters: [] }));
          subject.expectSame();
        }
      }),
    );
  });
});
