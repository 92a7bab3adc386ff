import type { BusinessRuleDefinition, CheckRule, RuleSeverity } from "#schemas/business-rule.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { parsePath } from "#schemas/pattern/path.ts";
import { shortPointer, type Violation } from "#schemas/receipt.ts";
import type { Finding } from "./checks/protocol.ts";

/** Of an expression, as what was expected. */
const MAX_SHOWN_EXPRESSION_CHARACTERS = 300;

/** A check as it judges events. */
export interface LiveCheck {
  readonly name: string;
  readonly version: number;
  readonly severity: RuleSeverity;
  readonly expression: string;
  readonly message: string;
  /** Where a violation is shown: JSON Pointer into the event. */
  readonly pointer: string;
  readonly tables: readonly string[];
}

export function liveCheck(
  version: number,
  { name, severity }: BusinessRuleDefinition,
  { expression, message, field }: CheckRule,
  tables: readonly string[],
): LiveCheck {
  return { name, version, severity, expression, message, pointer: pointerOf(field), tables };
}

/** What the sender reads. A rule that could not be evaluated is violated as well, and says why it could not. */
export function violationOf(
  check: LiveCheck,
  { failure, actual }: Pick<Finding, "failure" | "actual">,
): Violation {
  return {
    pointer: check.pointer,
    message: failure === null ? check.message : `${asSentence(check.message)} ${failure}`,
    rule: check.name,
    ruleVersion: check.version,
    expected: shortened(check.expression),
    ...(actual === null ? {} : { actual }),
  };
}

function pointerOf(field: string): string {
  const parsed = parsePath(field);
  return parsed.outcome === "parsed" ? shortPointer(jsonPointer(parsed.path.steps ?? [])) : "";
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function shortened(expression: string): string {
  if (expression.length <= MAX_SHOWN_EXPRESSION_CHARACTERS) return expression;
  return `${expression.slice(0, MAX_SHOWN_EXPRESSION_CHARACTERS).toWellFormed()}…`;
}
