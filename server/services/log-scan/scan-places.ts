/** Scans of one process at once: each takes a connection and a share of the processor, which the doors need too. */
const MAX_SCANS = 3;

export type TakenPlace =
  | { readonly outcome: "taken"; readonly leave: () => void }
  /** The same caller has a scan under way. */
  | { readonly outcome: "already_scanning" }
  /** Others have all places. */
  | { readonly outcome: "all_taken" };

/** Who may scan the log: each caller once at a time, and few at all. */
export class ScanPlaces {
  readonly #callers = new Set<string>();

  /** @param caller id of the person or key. `leave` may be called more than once. */
  take(caller: string): TakenPlace {
    if (this.#callers.has(caller)) return { outcome: "already_scanning" };
    if (this.#callers.size >= MAX_SCANS) return { outcome: "all_taken" };
    this.#callers.add(caller);
    let isTaken = true;
    const leave = () => {
      if (isTaken) this.#callers.delete(caller);
      isTaken = false;
    };
    return { outcome: "taken", leave };
  }
}
