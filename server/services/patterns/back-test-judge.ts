import type { Envelope } from "#schemas/envelope.ts";
import { clausesHold, evaluate, nameMatches } from "#schemas/pattern/evaluate.ts";
import { explain } from "#schemas/pattern/explain.ts";
import { Tally } from "#server/domain/back-test/tally.ts";
import type { ScannedEvent } from "../log-scan/scan-log.ts";
import type { ScanTime } from "../log-scan/scan-time.ts";
import type { BackTestSubject } from "./back-test-subject.ts";
import type { LivePatterns } from "./pattern-book.ts";

/** Events that are asked for the clause that fails: enough to see which one does most, and each costs more than a match. */
const MAX_EXPLAINED = 2_000;

/** Judges events one by one by the draft, by its saved version and by all live patterns, and keeps the tally. */
export class BackTestJudge {
  readonly tally: Tally;
  readonly #subject: BackTestSubject;
  readonly #live: LivePatterns;
  readonly #time: ScanTime;
  #explained = 0;

  constructor(subject: BackTestSubject, live: LivePatterns, time: ScanTime) {
    this.#subject = subject;
    this.#live = live;
    this.#time = time;
    this.tally = new Tally(subject.saved !== null);
  }

  /** Rests between its parts: one rule with all the filters that it may have can take 100 ms of an event of a MiB. */
  async judge({ id, envelope }: ScannedEvent): Promise<void> {
    const { draft, saved } = this.#subject;
    const { eventId, pattern, timestamp } = envelope;
    const fits = nameMatches(draft, pattern);
    const matches = fits && this.#draftHolds(envelope);
    await this.#time.rest();
    const savedMatches = saved === null ? null : evaluate(saved.rule, envelope);
    await this.#time.rest();
    const others = this.#live.match(envelope).filter((other) => other.id !== saved?.id);
    this.tally.observe({ event: { id, eventId, pattern, timestamp }, fits, matches, savedMatches, others });
  }

  /** For an event whose name fits: whether the clauses hold, and of the first few that they do not, which fails. */
  #draftHolds(envelope: Envelope): boolean {
    const { draft } = this.#subject;
    if (this.#explained >= MAX_EXPLAINED) return clausesHold(draft.clauses, envelope);
    const explanation = explain(draft, envelope);
    if (explanation.outcome === "matched") return true;
    this.#explained += 1;
    if (explanation.clause !== "name") this.tally.observeFailure(explanation);
    return false;
  }
}
