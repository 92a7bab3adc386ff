import type { Sql } from "#db/client.ts";
import { type ChangedPattern, changedPatterns } from "#db/queries/live-patterns.ts";
import { readRevision } from "#db/queries/revisions.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { storedPatternSchema } from "#schemas/pattern/schema.ts";
import { Matcher } from "#server/domain/matching/matcher.ts";
import type { Logger } from "#server/telemetry/logger.ts";
import { Pacer } from "../log-scan/pacer.ts";
import { ReadGate } from "./read-gate.ts";

/** A pattern that matched, at the version that did. */
export type MatchedPattern = Pick<ChangedPattern, "id" | "version" | "workflowId">;

/**
 * The live patterns, compiled. It stays up to date: what is asked of it in one turn of the event loop is answered by
 * one state of the patterns, later questions by that or a later one.
 */
export interface LivePatterns {
  match(envelope: Envelope): MatchedPattern[];
  /**
   * Answers for each event in its place, as `match` does, and for all of them by one state of the patterns. Others have their
   * turn every few milliseconds, or after one event that takes longer. Faster than `match` where patterns are many.
   */
  matchAll(envelopes: readonly Envelope[]): Promise<MatchedPattern[][]>;
}

/** An event, and its place in its batch. */
interface PlacedEvent {
  readonly place: number;
  readonly envelope: Envelope;
}

/** Patterns that are tidied up before it is looked whether it is others' turn: well under a millisecond, but when all are numbered anew. */
const TIDIED_AT_ONCE = 10;

/**
 * The compiled patterns of this process. `current` asks the database for the revision each time, within the caller's
 * transaction: one row by primary key, for which no event is ever matched by patterns that were changed before that. Then it
 * loads those that changed and no others.
 *
 * Transactions of this process share the book. One that began earlier may be answered by patterns that were changed
 * since: its event is matched as if it had come a moment later. The book never goes back to an older state. What was loaded
 * while a batch is matched begins to count when the batch is done, so that no batch is matched half by it.
 */
export class PatternBook implements LivePatterns {
  readonly #log: Logger;
  readonly #matcher = new Matcher<MatchedPattern>();
  readonly #gate = new ReadGate();
  /** All changes up to this revision are in the matcher. */
  #revision = -1;
  #loading: Promise<void> | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Sees whatever was committed before the call. @param sql of a transaction in which each statement sees what is committed by then */
  async current(sql: Sql): Promise<LivePatterns> {
    const revision = await readRevision(sql, "patterns");
    while (this.#revision < revision) await this.#catchUp(sql, revision);
    return this;
  }

  match(envelope: Envelope): MatchedPattern[] {
    return this.#matcher.match(envelope);
  }

  async matchAll(envelopes: readonly Envelope[]): Promise<MatchedPattern[][]> {
    return await this.#gate.read(async () => {
      const pacer = new Pacer();
      const all = envelopes.map((): MatchedPattern[] => []);
      for (const alike of await this.#byKind(envelopes, pacer)) {
        for (const { place, envelope } of alike) {
          all[place] = this.match(envelope);
          await pacer.rest();
        }
      }
      return all;
    });
  }

  /** Of a name that is new it takes its time to find the kind: it is tested against regular expressions. */
  async #byKind(envelopes: readonly Envelope[], pacer: Pacer): Promise<Iterable<readonly PlacedEvent[]>> {
    const kinds = new Map<object, PlacedEvent[]>();
    for (const [place, envelope] of envelopes.entries()) {
      const kind = this.#matcher.kindOf(envelope.pattern);
      const alike = kinds.get(kind) ?? [];
      if (alike.length === 0) kinds.set(kind, alike);
      alike.push({ place, envelope });
      await pacer.rest();
    }
    return kinds.values();
  }

  /** One load at a time. Whoever waits for another's asks again after it, also when it failed: that was its own connection. */
  async #catchUp(sql: Sql, revision: number): Promise<void> {
    if (this.#loading !== undefined) {
      await this.#loading.catch(() => {});
      return;
    }
    this.#loading = this.#load(sql, revision);
    try {
      await this.#loading;
    } finally {
      this.#loading = undefined;
    }
  }

  /** Events are matched meanwhile, by the patterns as they were: what is loaded counts all at once. */
  async #load(sql: Sql, revision: number): Promise<void> {
    const pacer = new Pacer();
    try {
      const latest = await this.#prepareChanged(sql, revision, pacer);
      await this.#gate.change(() => {
        this.#matcher.commit();
        this.#revision = latest;
      });
    } finally {
      this.#matcher.discard();
      while (!this.#matcher.tidy(TIDIED_AT_ONCE)) await pacer.rest();
    }
  }

  /** @returns the latest revision among what changed, which may be later than the one that was asked for */
  async #prepareChanged(sql: Sql, revision: number, pacer: Pacer): Promise<number> {
    let latest = revision;
    for await (const rows of changedPatterns(sql, this.#revision)) {
      for (const row of rows) {
        latest = Math.max(latest, row.revision);
        this.#prepare(row);
        await pacer.rest();
      }
    }
    return latest;
  }

  /** A stored pattern that cannot be read matches nothing, and says so in the log: it must not stop the others. */
  #prepare({ id, version, workflowId, type, value, filters, isLive }: ChangedPattern): void {
    const label = { id, version, workflowId };
    const pattern = isLive ? storedPatternSchema.safeParse({ type, value, filters }) : undefined;
    if (pattern?.success) {
      const prepared = this.#matcher.prepare({ kind: "put", rule: { id, ...pattern.data }, label });
      if (prepared === "prepared") return;
    }
    if (pattern)
      this.#log.error({ ...label, issues: pattern.error?.issues }, "a stored pattern cannot be read");
    this.#matcher.prepare({ kind: "remove", id });
  }
}
