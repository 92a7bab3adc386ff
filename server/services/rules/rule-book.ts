import type { Sql } from "#db/client.ts";
import { readRevision } from "#db/queries/revisions.ts";
import { type LiveRule, liveRules } from "#db/queries/rules.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import { compileMatcher } from "#server/domain/matching/matcher.ts";
import type { Rule } from "#server/domain/matching/rule.ts";
import type { Logger } from "#server/telemetry/logger.ts";

/** A rule that matched, at the version that did. */
export type MatchedRule = Pick<LiveRule, "id" | "version" | "workflowId">;

/** The live rules, compiled. */
export interface CompiledRules {
  match(envelope: Envelope): MatchedRule[];
}

/**
 * The compiled rules of this process. `current` asks the database for the revision each time, within the caller's
 * transaction: one row by primary key, for which no event is ever matched by rules that were changed before
 * its transaction began.
 */
export class RuleBook {
  readonly #log: Logger;
  #revision = -1;
  #rules: CompiledRules = { match: () => [] };

  constructor(log: Logger) {
    this.#log = log;
  }

  async current(sql: Sql): Promise<CompiledRules> {
    const revision = await readRevision(sql, "patterns");
    if (revision !== this.#revision) {
      this.#rules = this.#compile(await liveRules(sql));
      this.#revision = revision;
    }
    return this.#rules;
  }

  #compile(rows: readonly LiveRule[]): CompiledRules {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const matcher = compileMatcher(rows.flatMap((row) => this.#parse(row)));
    return {
      match: (envelope) =>
        matcher.match(envelope).flatMap((id) => {
          const row = byId.get(id);
          return row ? [row] : [];
        }),
    };
  }

  /** A stored pattern that cannot be read matches nothing, and says so in the log: it must not stop the others. */
  #parse({ id, type, value, filters }: LiveRule): Rule[] {
    const pattern = patternSchema.safeParse({ type, value, filters });
    if (pattern.success) return [{ id, ...pattern.data }];
    this.#log.error({ patternId: id, issues: pattern.error.issues }, "a stored pattern cannot be read");
    return [];
  }
}
