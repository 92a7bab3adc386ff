import type { BackTestCounts, FailingClause, SampledEvent } from "#schemas/back-test.ts";
import { DayTally } from "./day-tally.ts";
import { type OtherPattern, OverlapTally } from "./overlap-tally.ts";

/** Samples of each kind: as many as are looked at, one after the other. */
const SAMPLES = 10;

/** What was found out about one event. */
export interface Observation {
  readonly event: SampledEvent;
  /** Whether its name fits the draft's. */
  readonly fits: boolean;
  /** Whether the draft matches. */
  readonly matches: boolean;
  /** Whether the saved version does; null: there is none. */
  readonly savedMatches: boolean | null;
  /** The other live patterns that match. */
  readonly others: readonly OtherPattern[];
}

/** Why the draft does not match an event whose name fits: the first clause that fails, and its sentence. */
export interface ClauseFailure {
  readonly clause: number;
  readonly message: string;
}

/** What a back-test has seen so far. Bounded, however many events go by. */
export class Tally {
  readonly days = new DayTally();
  readonly overlaps = new OverlapTally();
  /** Events whose name fits the draft's. */
  fitting = 0;
  readonly #hasSaved: boolean;
  readonly #failures = new Map<number, FailingClause>();
  readonly #matched = new Sampled();
  readonly #newlyMatched = new Sampled();
  readonly #noLongerMatched = new Sampled();

  constructor(hasSaved: boolean) {
    this.#hasSaved = hasSaved;
  }

  observe({ event, fits, matches, savedMatches, others }: Observation): void {
    if (fits) this.fitting += 1;
    const newly = matches && savedMatches === false;
    const noLonger = !matches && savedMatches === true;
    if (matches) this.#matched.add(event);
    if (newly) this.#newlyMatched.add(event);
    if (noLonger) this.#noLongerMatched.add(event);
    this.days.observe(event.timestamp, { matches, newly, noLonger });
    this.overlaps.observe(matches, others);
  }

  observeFailure({ clause, message }: ClauseFailure): void {
    const known = this.#failures.get(clause);
    if (known === undefined) this.#failures.set(clause, { clause, events: 1, example: message });
    else this.#failures.set(clause, { ...known, events: known.events + 1 });
  }

  get counts(): BackTestCounts {
    return {
      matched: this.#matched.count,
      newlyMatched: this.#hasSaved ? this.#newlyMatched.count : null,
      noLongerMatched: this.#hasSaved ? this.#noLongerMatched.count : null,
    };
  }

  get samples() {
    return {
      matched: this.#matched.samples,
      newlyMatched: this.#newlyMatched.samples,
      noLongerMatched: this.#noLongerMatched.samples,
    };
  }

  /** The clause that fails most comes first. */
  get failingClauses(): FailingClause[] {
    return [...this.#failures.values()].sort((one, other) => other.events - one.events);
  }
}

/** Counts events, and keeps the first few. */
class Sampled {
  count = 0;
  readonly samples: SampledEvent[] = [];

  add(event: SampledEvent): void {
    this.count += 1;
    if (this.samples.length < SAMPLES) this.samples.push(event);
  }
}
