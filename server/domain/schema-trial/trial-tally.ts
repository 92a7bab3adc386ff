import type { Violation } from "#schemas/receipt.ts";
import type { RefusedEvent, ViolatedPlace } from "#schemas/schema-trial.ts";

/** What a person looks through. */
const MAX_SAMPLES = 20;
const MAX_SAMPLE_ERRORS = 5;
const MAX_LISTED_PLACES = 20;

/** A hostile log can have as many places as it has members; the first ones are those of the newest events. */
const MAX_PLACES = 1_000;

/** Counts what a schema refuses. Events come newest first. */
export class TrialTally {
  readonly samples: RefusedEvent[] = [];
  readonly #places = new Map<string, ViolatedPlace>();
  judged = 0;
  refused = 0;

  add(event: Omit<RefusedEvent, "errors">, violations: readonly Violation[]): void {
    this.judged += 1;
    if (violations.length === 0) return;
    this.refused += 1;
    if (this.samples.length < MAX_SAMPLES) {
      this.samples.push({ ...event, errors: violations.slice(0, MAX_SAMPLE_ERRORS) });
    }
    const counted = new Set<string>();
    for (const violation of violations) this.#count(violation, counted);
  }

  /** Those that most events violate, first. */
  get places(): readonly ViolatedPlace[] {
    return [...this.#places.values()]
      .sort((one, other) => other.events - one.events)
      .slice(0, MAX_LISTED_PLACES);
  }

  /** @param counted places of the event so far: ten wrong items of a list are one event */
  #count({ pointer, keyword = "", message }: Violation, counted: Set<string>): void {
    const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");
    const key = `${keyword} ${place}`;
    if (counted.has(key)) return;
    counted.add(key);
    const known = this.#places.get(key);
    if (known !== undefined) this.#places.set(key, { ...known, events: known.events + 1 });
    else if (this.#places.size < MAX_PLACES) {
      this.#places.set(key, { pointer: place, keyword, events: 1, example: message });
    }
  }
}
