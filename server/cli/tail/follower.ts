import { arrivalMs, lowestIdAt } from "./arrival-id.ts";

/**
 * How far every reading goes back behind the newest event. An id is made before its transaction ends, so an event can
 * appear behind newer ones; the database gives a statement ten seconds.
 */
const OVERLAP_MS = 15_000;

/**
 * What of the log was seen: tells where the next reading begins, and which events of it are new. Readings overlap, so
 * that none is missed; what was seen is remembered as long as readings reach back to it, so that none comes twice.
 */
export class Follower {
  #boundary = lowestIdAt(0);
  readonly #seen = new Set<string>();

  /** The id after which the next reading begins. */
  get after(): string {
    return this.#boundary;
  }

  /** The events of a reading that were not seen before, in the order of the reading. */
  take<Event extends { readonly id: string }>(events: readonly Event[]): Event[] {
    const fresh = events.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of fresh) this.#seen.add(id);
    return fresh;
  }

  /** @param newest the newest event of the whole log when the reading began; null while the log is empty */
  advance(newest: string | null): void {
    if (newest === null) return;
    const boundary = lowestIdAt(arrivalMs(newest) - OVERLAP_MS);
    if (boundary > this.#boundary) this.#boundary = boundary;
    for (const id of this.#seen) if (id < this.#boundary) this.#seen.delete(id);
  }
}
