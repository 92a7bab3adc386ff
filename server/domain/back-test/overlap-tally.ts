/** Another live pattern that matched an event. */
export interface OtherPattern {
  readonly id: string;
  readonly workflowId: string;
}

/** What another pattern did with the events that were read: `matched` is how many the draft matched. */
export interface OverlapCounts {
  readonly patternId: string;
  readonly workflowId: string;
  readonly both: number;
  readonly onlyThis: number;
  readonly onlyOther: number;
}

/** Counts, for each other pattern, which events it shares with the draft. As large as there are live patterns at most. */
export class OverlapTally {
  readonly #others = new Map<string, { readonly workflowId: string; both: number; onlyOther: number }>();
  #matched = 0;

  observe(matches: boolean, others: readonly OtherPattern[]): void {
    if (matches) this.#matched += 1;
    for (const other of others) {
      const counts = this.#others.get(other.id) ?? { workflowId: other.workflowId, both: 0, onlyOther: 0 };
      this.#others.set(other.id, counts);
      if (matches) counts.both += 1;
      else counts.onlyOther += 1;
    }
  }

  /** Those that share most come first; of those that share as many, the one that matches least beside. */
  list(limit: number): OverlapCounts[] {
    const sharing = [...this.#others].filter(([, { both }]) => both > 0);
    return sharing
      .map(([patternId, { workflowId, both, onlyOther }]) => ({
        patternId,
        workflowId,
        both,
        onlyThis: this.#matched - both,
        onlyOther,
      }))
      .sort((one, other) => other.both - one.both || one.onlyOther - other.onlyOther)
      .slice(0, limit);
  }

  /** Patterns of a workflow that matched every event that the draft did. */
  covering(workflowId: string, limit: number): OverlapCounts[] {
    return this.list(this.#others.size)
      .filter((other) => other.onlyThis === 0 && other.workflowId === workflowId)
      .slice(0, limit);
  }
}
