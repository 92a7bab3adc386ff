import type { BackTestDay } from "#schemas/back-test.ts";

/** Days that are told apart: more than a chart can show. What is older is in the totals alone. */
const MAX_DAYS = 400;

/** Characters of `2026-03-01`. Timestamps are RFC 3339 in UTC, so that a day is their beginning. */
const DAY_CHARACTERS = 10;

interface Seen {
  readonly matches: boolean;
  readonly newly: boolean;
  readonly noLonger: boolean;
}

interface DayCounts {
  read: number;
  matched: number;
  newlyMatched: number;
  noLongerMatched: number;
}

/** Counts by day of UTC. Events come newest first. */
export class DayTally {
  readonly #days = new Map<string, DayCounts>();

  observe(timestamp: string, { matches, newly, noLonger }: Seen): void {
    const counts = this.#countsOf(timestamp.slice(0, DAY_CHARACTERS));
    if (counts === undefined) return;
    counts.read += 1;
    if (matches) counts.matched += 1;
    if (newly) counts.newlyMatched += 1;
    if (noLonger) counts.noLongerMatched += 1;
  }

  /** @param hasSaved whether there is a saved version that was compared */
  list(hasSaved: boolean): BackTestDay[] {
    return [...this.#days].map(([day, { read, matched, newlyMatched, noLongerMatched }]) => ({
      day,
      read,
      matched,
      newlyMatched: hasSaved ? newlyMatched : null,
      noLongerMatched: hasSaved ? noLongerMatched : null,
    }));
  }

  #countsOf(day: string): DayCounts | undefined {
    const known = this.#days.get(day);
    if (known !== undefined || this.#days.size >= MAX_DAYS) return known;
    const counts = { read: 0, matched: 0, newlyMatched: 0, noLongerMatched: 0 };
    this.#days.set(day, counts);
    return counts;
  }
}
