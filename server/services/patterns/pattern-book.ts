import { setImmediate as nextTurn } from "node:timers/promises";
import type { Sql } from "#db/client.ts";
import { type ChangedPattern, changedPatterns } from "#db/queries/live-patterns.ts";
import { readRevision } from "#db/queries/revisions.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import { Matcher } from "#server/domain/matching/matcher.ts";
import type { Logger } from "#server/telemetry/logger.ts";

/** A pattern that matched, at the version that did. */
export type MatchedPattern = Pick<ChangedPattern, "id" | "version" | "workflowId">;

/**
 * The live patterns, compiled. It stays up to date: what is asked of it in one turn of the event loop is answered by
 * one state of the patterns, later questions by that or a later one.
 */
export interface LivePatterns {
  match(envelope: Envelope): MatchedPattern[];
  /** Answers for each event in its place, as `match` does, and faster where patterns are many. */
  matchAll(envelopes: readonly Envelope[]): MatchedPattern[][];
}

/** Patterns that are parsed, or tidied up, before others have their turn: a millisecond or two. */
const PATTERNS_A_TURN = 50;

/**
 * The compiled patterns of this process. `current` asks the database for the revision each time, within the caller's
 * transaction: one row by primary key, for which no event is ever matched by patterns that were changed before that. Then it
 * loads those that changed and no others.
 *
 * Transactions of this process share the book. One that began earlier may be answered by patterns that were changed
 * since: its event is matched as if it had come a moment later. The book never goes back to an older state.
 */
export class PatternBook implements LivePatterns {
  readonly #log: Logger;
  readonly #matcher = new Matcher<MatchedPattern>();
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

  matchAll(envelopes: readonly Envelope[]): MatchedPattern[][] {
    const all = envelopes.map((): MatchedPattern[] => []);
    this.#matcher.matchBatch(envelopes, (place, out, count) => {
      all[place] = this.#matcher.labels(out, count);
    });
    return all;
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
    let latest = revision;
    try {
      for await (const rows of changedPatterns(sql, this.#revision)) {
        for (const row of rows) latest = Math.max(latest, row.revision);
        await this.#prepareAll(rows);
      }
      this.#matcher.commit();
      this.#revision = latest;
    } finally {
      this.#matcher.discard();
      while (!this.#matcher.tidy(PATTERNS_A_TURN)) await nextTurn();
    }
  }

  async #prepareAll(rows: readonly ChangedPattern[]): Promise<void> {
    for (let first = 0; first < rows.length; first += PATTERNS_A_TURN) {
      for (const row of rows.slice(first, first + PATTERNS_A_TURN)) this.#prepare(row);
      await nextTurn();
    }
  }

  /** A stored pattern that cannot be read matches nothing, and says so in the log: it must not stop the others. */
  #prepare({ id, version, workflowId, type, value, filters, isLive }: ChangedPattern): void {
    const label = { id, version, workflowId };
    const pattern = isLive ? patternSchema.safeParse({ type, value, filters }) : undefined;
    if (pattern?.success) {
      const prepared = this.#matcher.prepare({ kind: "put", rule: { id, ...pattern.data }, label });
      if (prepared === "prepared") return;
    }
    if (pattern)
      this.#log.error({ ...label, issues: pattern.error?.issues }, "a stored pattern cannot be read");
    this.#matcher.prepare({ kind: "remove", id });
  }
}
