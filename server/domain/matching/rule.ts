import type { PatternIssue } from "#schemas/pattern/compile.ts";
import type { Pattern } from "#schemas/pattern/types.ts";

/** A pattern with the id by which a match names it. */
export interface Rule extends Pattern {
  readonly id: string;
}

/** A stored rule that no longer compiles: it matches nothing until it is corrected. */
export interface RefusedRule {
  readonly id: string;
  readonly issues: readonly PatternIssue[];
}
