import type { RuleSeverity } from "#schemas/business-rule.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { Violation } from "#schemas/receipt.ts";
import type { CheckEvaluator } from "./checks/check-evaluator.ts";
import type { Patience } from "./checks/patience.ts";
import { type LiveCheck, violationOf } from "./live-check.ts";
import type { TableShelf } from "./table-shelf.ts";

export interface FoundViolation {
  readonly severity: RuleSeverity;
  readonly violation: Violation;
}

/**
 * Evaluates checks over events, each check's expression sent once.
 *
 * @returns for each event, in order, what the checks found that were asked of it
 * @throws as CheckEvaluator.judge does
 */
export async function examine(
  evaluator: CheckEvaluator,
  shelf: Pick<TableShelf, "of">,
  asked: readonly { readonly envelope: Envelope; readonly checks: readonly LiveCheck[] }[],
  patience: Patience,
): Promise<readonly (readonly FoundViolation[])[]> {
  const numbers = new Map<LiveCheck, number>();
  const sent = asked.flatMap(({ envelope, checks }, place) =>
    checks.length === 0 ? [] : [{ place, envelope, checks: checks.map((check) => numberOf(numbers, check)) }],
  );
  const found: FoundViolation[][] = asked.map(() => []);
  if (sent.length === 0) return found;
  const checks = [...numbers.keys()];
  const expressions = checks.map(({ expression }) => expression);
  const tables = shelf.of(checks.flatMap(({ tables: named }) => named));
  for (const finding of await evaluator.judge({ expressions, tables, events: sent }, patience)) {
    const check = checks[finding.check];
    const event = sent[finding.event];
    if (check === undefined || event === undefined) continue;
    found[event.place]?.push({ severity: check.severity, violation: violationOf(check, finding) });
  }
  return found;
}

function numberOf(numbers: Map<LiveCheck, number>, check: LiveCheck): number {
  const known = numbers.get(check);
  if (known !== undefined) return known;
  numbers.set(check, numbers.size);
  return numbers.size - 1;
}
