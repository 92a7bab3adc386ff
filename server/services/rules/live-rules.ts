import type { LiveBusinessRule } from "#db/queries/business-rules.ts";
import type { RuleSeverity, TransitionRule } from "#schemas/business-rule.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { Logger } from "#server/telemetry/logger.ts";
import { readDefinition, tablesOf } from "./definition.ts";
import { type LiveCheck, liveCheck } from "./live-check.ts";
import { RuleIndex } from "./rule-index.ts";

/** A live state machine. */
export interface StateMachine {
  readonly ruleId: string;
  readonly name: string;
  readonly version: number;
  readonly severity: RuleSeverity;
  readonly generation: number;
  /** The log is still read for where its entities are: moves are recorded, and none is refused. */
  readonly isLearning: boolean;
  readonly rule: TransitionRule;
  readonly appliesTo: (envelope: Envelope) => boolean;
}

/** The rules that are switched on, ready to judge. */
export class LiveRules {
  readonly checks = new RuleIndex<LiveCheck>();
  readonly machines: StateMachine[] = [];
  /** The reference tables that the checks name. */
  readonly tables = new Set<string>();

  /** A stored rule that cannot be read judges nothing, and says so in the log: it must not stop the others. */
  static from(rows: readonly LiveBusinessRule[], log: Logger): LiveRules {
    const live = new LiveRules();
    for (const row of rows) {
      try {
        live.#add(row);
      } catch (error) {
        log.error({ ruleId: row.id, err: error }, "a stored business rule cannot be read");
      }
    }
    return live;
  }

  #add({ id: ruleId, version, generation, isLearning, definition: stored }: LiveBusinessRule): void {
    const definition = readDefinition(stored);
    const { appliesTo, rule, name, severity } = definition;
    if (rule.kind === "check") {
      const check = liveCheck(version, definition, rule, tablesOf(stored));
      this.checks.add(appliesTo, check);
      for (const table of check.tables) this.tables.add(table);
      return;
    }
    const index = new RuleIndex<true>();
    index.add(appliesTo, true);
    const isFor = (envelope: Envelope) => index.for(envelope).length > 0;
    this.machines.push({ ruleId, name, version, severity, generation, isLearning, rule, appliesTo: isFor });
  }
}
