"use client";

import { RefreshCw, X } from "lucide-react";
import { PageHeader } from "#components/frame/page-header.tsx";
import { OUTCOME_APPEARANCE } from "#components/status/tone.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { RECEIPT_OUTCOMES, REFUSAL_REASONS, type ReceiptOutcome } from "#schemas/receipt.ts";
import { reasonLabel } from "./reasons.ts";
import type { useReceiptSearch } from "./use-receipt-search.ts";

const OUTCOME_OPTIONS: readonly SelectOption<ReceiptOutcome | "any">[] = [
  { value: "any", label: "Any outcome" },
  ...RECEIPT_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_APPEARANCE[outcome].word })),
];

const REASON_OPTIONS: readonly SelectOption<string>[] = [
  { value: "any", label: "Any reason" },
  ...Object.keys(REFUSAL_REASONS).map((reason) => ({ value: reason, label: reasonLabel(reason) })),
];

interface ReceiptToolbarProps {
  readonly search: ReturnType<typeof useReceiptSearch>;
  readonly isFetching: boolean;
  readonly onRefresh: () => void;
}

export function ReceiptToolbar({ search, isFetching, onRefresh }: ReceiptToolbarProps) {
  const { filter, change, clear, isFiltered } = search;
  return (
    <PageHeader
      title="Receipts"
      actions={
        <Button size="icon" aria-label="Refresh" title="Refresh" onClick={onRefresh}>
          <RefreshCw aria-hidden className={cn(isFetching && "animate-spin")} />
        </Button>
      }
    >
      <Select
        label="Outcome"
        value={filter.outcome ?? "any"}
        options={OUTCOME_OPTIONS}
        onChange={(outcome) => change({ outcome: outcome === "any" ? null : outcome })}
        className="w-36 max-sm:w-auto max-sm:flex-1"
      />
      <Select
        label="Reason"
        value={filter.reason ?? "any"}
        options={REASON_OPTIONS}
        onChange={(reason) => change({ reason: reason === "any" ? null : reason })}
        className="w-52 max-sm:w-auto max-sm:flex-1"
      />
      {isFiltered ? (
        <Button variant="quiet" onClick={clear}>
          <X aria-hidden />
          Clear
        </Button>
      ) : null}
    </PageHeader>
  );
}
