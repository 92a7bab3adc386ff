import type { Envelope } from "#schemas/envelope.ts";
import { Matcher } from "#server/domain/matching/matcher.ts";
import type { Rule } from "#server/domain/matching/rule.ts";
import { CallLog } from "./call-log.ts";

const WARMING_PASSES = 10;

export interface ChangeSubject {
  readonly rules: readonly Rule[];
  readonly events: readonly Envelope[];
  /** Patterns that the rules are given in turn. */
  readonly others: readonly Rule[];
}

/** What there was of a round when the next call is chosen, in milliseconds but for `changes`. */
export interface Progress {
  readonly elapsedMs: number;
  readonly changes: number;
  readonly changingMs: number;
  readonly matchingMs: number;
}

/** Matches, and between them changes of one rule each. */
export class ChangeRound {
  readonly changes = new CallLog();
  readonly matches = new CallLog();
  readonly #subject: ChangeSubject;
  readonly #matcher = new Matcher<string>();
  readonly #out: Int32Array;

  constructor(subject: ChangeSubject) {
    const { rules, events } = subject;
    this.#subject = subject;
    this.#matcher.apply(rules.map((rule) => ({ kind: "put", rule, label: rule.id })));
    this.#out = new Int32Array(rules.length);
    for (let pass = 0; pass < WARMING_PASSES; pass += 1) {
      for (const event of events) this.#matcher.matchInto(event, this.#out);
    }
  }

  /** Calls for so long, a change whenever one is due. */
  run(durationMs: number, isChangeDue: (progress: Progress) => boolean): void {
    const progress = { elapsedMs: 0, changes: 0, changingMs: 0, matchingMs: 0 };
    const beganMs = performance.now();
    while (progress.elapsedMs < durationMs && !this.matches.isFull && !this.changes.isFull) {
      if (isChangeDue(progress)) {
        progress.changingMs += this.#change();
        progress.changes += 1;
      } else progress.matchingMs += this.#match();
      progress.elapsedMs = performance.now() - beganMs;
    }
  }

  /** Makes the calls of another round in the same order. */
  repeat({ changes, matches }: ChangeRound): void {
    while (this.changes.count < changes.count || this.matches.count < matches.count) {
      const isChange = changes.startMs(this.changes.count) < matches.startMs(this.matches.count);
      if (isChange) this.#change();
      else this.#match();
    }
  }

  #match(): number {
    const { events } = this.#subject;
    return this.matches.time((place) => {
      const event = events[place % events.length];
      if (event !== undefined) this.#matcher.matchInto(event, this.#out);
    });
  }

  /** Gives one rule after the other another pattern, and its own again when all have had theirs. */
  #change(): number {
    const { rules, others } = this.#subject;
    return this.changes.time((place) => {
      const rule = (place * SCATTER) % rules.length;
      const isBack = Math.floor(place / rules.length) % 2 === 1;
      const id = rules[rule]?.id;
      const pattern = (isBack ? rules : others)[rule];
      if (id === undefined || pattern === undefined) return;
      this.#matcher.apply([{ kind: "put", rule: { ...pattern, id }, label: id }]);
    });
  }
}

/** A prime: its multiples visit the rules out of order, and each once. */
const SCATTER = 7_919;
