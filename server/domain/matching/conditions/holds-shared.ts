import type { SharedTest, ValueTest } from "./condition.ts";
import type { EventView } from "./event-view.ts";
import type { Field } from "./field.ts";
import type { FilterTest } from "./filter-forms.ts";

/** Evaluates a shared condition: for every filter the answer is that of `filterHolds` in schemas/pattern/evaluate.ts. */
export function holdsShared(test: SharedTest, view: EventView): boolean {
  switch (test.kind) {
    case "value":
      return holdsForValue(test, view);
    case "any_value": {
      const { ids } = view.nodes(test.field);
      return test.valueIds.some((id) => ids.has(id));
    }
    case "nodes":
      return holdsForNodes(test.filter, test.field, view);
    case "any_of":
      return test.alternatives.some((conditions) => view.allHold(conditions));
  }
}

function holdsForValue({ filter, field, needle }: ValueTest, view: EventView): boolean {
  const value = view.value(field);
  if (needle !== undefined && typeof value === "string") {
    return needle.search === "within" ? value.includes(needle.text) : value.startsWith(needle.text);
  }
  const { compare, quantifier } = filter;
  if (value === undefined || quantifier === "none") return value === undefined && quantifier === "none";
  return compare(value) === "holds";
}

function holdsForNodes({ compare, quantifier }: FilterTest, field: Field, view: EventView): boolean {
  const { nodes, isComplete } = view.nodes(field);
  switch (quantifier) {
    case "some":
      return nodes.some((node) => compare(node) === "holds");
    case "every":
      return isComplete && nodes.length > 0 && nodes.every((node) => compare(node) === "holds");
    case "none":
      return isComplete && nodes.length === 0;
  }
}
