import type { Sql } from "#db/client.ts";
import { liveBusinessRules } from "#db/queries/business-rules.ts";
import { readRevision } from "#db/queries/revisions.ts";
import type { RuleSeverity } from "#schemas/business-rule.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { MAX_VIOLATIONS, type Violation } from "#schemas/receipt.ts";
import type { Logger } from "#server/telemetry/logger.ts";
import type { CheckEvaluator } from "./checks/check-evaluator.ts";
import { Patience } from "./checks/patience.ts";
import { examine, type FoundViolation } from "./examine.ts";
import { LiveRules, type StateMachine } from "./live-rules.ts";
import { TableShelf } from "./table-shelf.ts";

export type { StateMachine } from "./live-rules.ts";

/** What the checks say of an event. */
export interface RuleVerdict {
  /** Of rules that refuse: any of them rejects the event. */
  readonly refusals: readonly Violation[];
  /** Of rules that only warn. */
  readonly warnings: readonly Violation[];
}

interface Loaded {
  readonly revision: number;
  readonly rules: LiveRules;
  readonly shelf: TableShelf;
}

/**
 * The live business rules of this process. `refresh` asks the database for their revision, one row by primary key, and
 * loads them when it changed.
 */
export class RuleBook {
  readonly #log: Logger;
  readonly #evaluator: CheckEvaluator;
  #loaded: Loaded = { revision: -1, rules: new LiveRules(), shelf: new TableShelf([]) };

  constructor(log: Logger, evaluator: CheckEvaluator) {
    this.#log = log;
    this.#evaluator = evaluator;
  }

  /** Sees whatever was committed before the call. */
  async refresh(sql: Sql): Promise<void> {
    const revision = await readRevision(sql, "rules");
    if (revision === this.#loaded.revision) return;
    const rules = LiveRules.from(await liveBusinessRules(sql), this.#log);
    const shelf = await this.#loaded.shelf.refreshed(sql, rules.tables);
    // Another call may have read a later revision meanwhile.
    if (revision > this.#loaded.revision) this.#loaded = { revision, rules, shelf };
  }

  /**
   * Evaluates the checks that apply to each event, in processes of their own. One verdict for each event, in order. A
   * check that gives neither true nor false, or that takes too long, is violated like one that is false.
   *
   * @param patience what the calls for one request share, so that rules that take too long do so once
   * @throws {EvaluatorUnavailable} when no process can be had: the events may well be judged later
   * @throws when a rule that may refuse one of them cannot be read: it must neither pass unjudged, nor be refused for it
   */
  async judge(events: readonly Envelope[], patience = new Patience()): Promise<readonly RuleVerdict[]> {
    const { rules, shelf } = this.#loaded;
    for (const envelope of events) {
      const fault = rules.faultFor(envelope);
      if (fault !== null) throw new Error(fault);
    }
    const asked = events.map((envelope) => ({ envelope, checks: rules.checks.for(envelope) }));
    const found = await examine(this.#evaluator, shelf, asked, patience);
    return found.map((violations) => ({
      refusals: ofSeverity(violations, "refuse"),
      warnings: ofSeverity(violations, "warn"),
    }));
  }

  get machines(): readonly StateMachine[] {
    return this.#loaded.rules.machines;
  }
}

function ofSeverity(found: readonly FoundViolation[], severity: RuleSeverity): Violation[] {
  const violations = found.flatMap((one) => (one.severity === severity ? [one.violation] : []));
  return violations.slice(0, MAX_VIOLATIONS);
}
