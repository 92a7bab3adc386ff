"use client";

import { parseAsIsoDateTime, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type EventFilter, RELATIVE_RANGES, SOURCE_TYPES } from "#schemas/event-search.ts";

/** The list's whole state, under the names that stand in the address. */
const PARAMETERS = {
  pattern: parseAsString,
  event: parseAsString,
  sourceType: parseAsStringLiteral(SOURCE_TYPES),
  source: parseAsString,
  correlation: parseAsString,
  range: parseAsStringLiteral(RELATIVE_RANGES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  selected: parseAsString,
};

type State = ReturnType<typeof useQueryStates<typeof PARAMETERS>>[0];

/** A change of the filter; null takes a condition away. */
export type FilterChange = Partial<Omit<State, "selected">>;

const NO_FILTER = {
  pattern: null,
  event: null,
  sourceType: null,
  source: null,
  correlation: null,
  range: null,
  from: null,
  to: null,
} satisfies FilterChange;

/** The filter and the selected row. They live in the address alone, so a list can be shared and gone back to. */
export function useEventSearch() {
  const [state, setState] = useQueryStates(PARAMETERS, { history: "replace" });
  const filter = useMemo(() => filterOf(state), [state]);
  return {
    state,
    filter,
    isFiltered: Object.keys(filter).length > 0,
    change: (change: FilterChange) => void setState({ ...change, selected: null }, { history: "push" }),
    clear: () => void setState({ ...NO_FILTER, selected: null }, { history: "push" }),
    select: (id: string | null) => void setState({ selected: id }),
  };
}

function filterOf(state: State): EventFilter {
  return {
    ...(state.pattern ? { pattern: state.pattern } : {}),
    ...(state.event ? { eventId: state.event } : {}),
    ...(state.sourceType ? { sourceType: state.sourceType } : {}),
    ...(state.source ? { sourceId: state.source } : {}),
    ...(state.correlation ? { correlationId: state.correlation } : {}),
    ...(state.range ? { range: state.range } : {}),
    ...(state.from ? { from: state.from.toISOString() } : {}),
    ...(state.to ? { to: state.to.toISOString() } : {}),
  };
}
