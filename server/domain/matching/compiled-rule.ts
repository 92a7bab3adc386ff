import type { Condition } from "./conditions/condition.ts";

/** A rule as the indexes hold it. */
export interface CompiledRule {
  /** By which matches name it, until the rules are numbered anew. */
  number: number;
  readonly conditions: readonly Condition[];
}
