import type { Envelope } from "../envelope.ts";
import type { JsonValue } from "../json/value.ts";
import type { CompiledFilter, CompiledPattern } from "./compile.ts";
import { walkNodes } from "./path-select.ts";
import { envelopeRoot } from "./root.ts";

/** Whether an event matches a pattern: its name does, and every filter holds. */
export function evaluate(compiled: CompiledPattern, envelope: Envelope): boolean {
  return nameMatches(compiled, envelope.pattern) && filtersHold(compiled.filters, envelope);
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

export function filtersHold(filters: readonly CompiledFilter[], envelope: Envelope): boolean {
  const root = envelopeRoot(envelope);
  return filters.every((filter) => filterHolds(filter, root));
}

/** A filter holds when any node that its path selects satisfies it; no node, no match. */
function filterHolds({ path, compare }: CompiledFilter, root: JsonValue): boolean {
  return walkNodes(path, root, (node) => compare(node) === "holds") === "stopped";
}
