import type { Envelope } from "../envelope.ts";
import type { JsonValue } from "../json/value.ts";
import type { CompiledClause, CompiledFilter, CompiledPattern } from "./compile.ts";
import { walkNodes } from "./path-select.ts";
import { envelopeRoot } from "./root.ts";

/** Whether an event matches a pattern: its name does, and every clause holds. */
export function evaluate(compiled: CompiledPattern, envelope: Envelope): boolean {
  return nameMatches(compiled, envelope.pattern) && clausesHold(compiled.clauses, envelope);
}

export function nameMatches({ pattern, regex }: CompiledPattern, name: string): boolean {
  switch (pattern.type) {
    case "exact":
      return name === pattern.value;
    case "prefix":
      return name.startsWith(pattern.value);
    case "regex":
      return regex?.test(name) ?? false;
  }
}

/** Whether every clause holds: a plain filter itself, a group when one of its filters does. */
export function clausesHold(clauses: readonly CompiledClause[], envelope: Envelope): boolean {
  const root = envelopeRoot(envelope);
  return clauses.every(({ alternatives }) => alternatives.some((filter) => filterHolds(filter, root)));
}

/** Whether one filter holds for the event whose JSON is `root`. A walk that was given up decides nothing. */
export function filterHolds({ path, compare, quantifier }: CompiledFilter, root: JsonValue): boolean {
  switch (quantifier) {
    case "some":
      return walkNodes(path, root, (node) => compare(node) === "holds") === "stopped";
    case "every":
      return everyNodeHolds(path, root, compare);
    case "none":
      return walkNodes(path, root, () => true) === "ended";
  }
}

function everyNodeHolds(
  path: CompiledFilter["path"],
  root: JsonValue,
  compare: CompiledFilter["compare"],
): boolean {
  let isSelected = false;
  const end = walkNodes(path, root, (node) => {
    isSelected = true;
    return compare(node) !== "holds";
  });
  return isSelected && end === "ended";
}
