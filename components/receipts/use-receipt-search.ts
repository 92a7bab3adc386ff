"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { RECEIPT_OUTCOMES } from "#schemas/receipt.ts";
import { isRefusalReason, type ReceiptFilter } from "#schemas/receipt-search.ts";

const PARAMETERS = {
  outcome: parseAsStringLiteral(RECEIPT_OUTCOMES),
  reason: parseAsString,
  source: parseAsString,
  selected: parseAsString,
};

type State = ReturnType<typeof useQueryStates<typeof PARAMETERS>>[0];

/** The filter and the selected receipt, as the address holds them. */
export function useReceiptSearch() {
  const [state, setState] = useQueryStates(PARAMETERS, { history: "replace" });
  const filter = useMemo(() => filterOf(state), [state]);
  return {
    state,
    filter,
    isFiltered: Object.keys(filter).length > 0,
    change: (change: Partial<Omit<State, "selected">>) =>
      void setState({ ...change, selected: null }, { history: "push" }),
    clear: () =>
      void setState({ outcome: null, reason: null, source: null, selected: null }, { history: "push" }),
    select: (id: string | null) => void setState({ selected: id }),
  };
}

function filterOf({ outcome, reason, source }: State): ReceiptFilter {
  return {
    ...(outcome ? { outcome } : {}),
    ...(reason && isRefusalReason(reason) ? { reason } : {}),
    ...(source ? { sourceKey: source } : {}),
  };
}
