import type { LiveBusinessRule } from "#db/queries/business-rules.ts";
import { businessRuleDefinition, type RuleSeverity, type TransitionRule } from "#schemas/business-rule.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { Pattern } from "#schemas/pattern/types.ts";
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

/** What can be read of a rule that cannot be read as a whole. */
const partlyRead = businessRuleDefinition.pick({ appliesTo: true }).loose();

/** The rules that are switched on, ready to judge. */
export class LiveRules {
  readonly checks = new RuleIndex<LiveCheck>();
  readonly machines: StateMachine[] = [];
  /** The reference tables that the checks name. */
  readonly tables = new Set<string>();
  /** Why events cannot be judged: by what they may be for, and those that may be for any event. */
  readonly #faults = new RuleIndex<string>();
  readonly #faultsOfAll: string[] = [];

  /**
   * A stored rule that cannot be read says so in the log. One that only warns judges nothing then; one that refuses keeps
   * the events that it may apply to from being judged: none must pass what would have refused it.
   */
  static from(rows: readonly LiveBusinessRule[], log: Logger): LiveRules {
    const live = new LiveRules();
    for (const row of rows) {
      try {
        live.#add(row);
      } catch (error) {
        log.error({ ruleId: row.id, err: error }, "a stored business rule cannot be read");
        if (row.severity !== "warn") live.#keepUnjudged(row);
      }
    }
    return live;
  }

  /** Why an event cannot be judged; null when it can. */
  faultFor(envelope: Envelope): string | null {
    return this.#faultsOfAll[0] ?? this.#faults.for(envelope)[0] ?? null;
  }

  #keepUnjudged({ name, definition }: LiveBusinessRule): void {
    const fault = `The stored business rule “${name}” cannot be read by this version of Tidings. Run the version that saved it, or a later one.`;
    const read = partlyRead.safeParse(definition);
    if (!read.success || !this.#faults.add(read.data.appliesTo, fault)) this.#faultsOfAll.push(fault);
  }

  #add({ id: ruleId, version, generation, isLearning, definition: stored }: LiveBusinessRule): void {
    const definition = readDefinition(stored);
    const { appliesTo, rule, name, severity } = definition;
    if (rule.kind === "check") {
      const check = liveCheck(version, definition, rule, tablesOf(stored));
      addTo(this.checks, appliesTo, check);
      for (const table of check.tables) this.tables.add(table);
      return;
    }
    const index = new RuleIndex<true>();
    addTo(index, appliesTo, true);
    const isFor = (envelope: Envelope) => index.for(envelope).length > 0;
    this.machines.push({ ruleId, name, version, severity, generation, isLearning, rule, appliesTo: isFor });
  }
}

/** @throws when the pattern cannot be compiled, which one that was saved could */
function addTo<Value>(index: RuleIndex<Value>, pattern: Pattern, value: Value): void {
  if (!index.add(pattern, value)) throw new Error("What the rule applies to cannot be compiled.");
}
