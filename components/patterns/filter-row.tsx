"use client";

import { Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FilterOperator } from "#schemas/pattern/types.ts";
import { readAs } from "./filter-value-text.ts";
import type { DraftErrors, FilterDraft } from "./pattern-draft.ts";

const OPERATORS: readonly { readonly value: FilterOperator; readonly label: string }[] = [
  { value: "equals", label: "equals" },
  { value: "contains", label: "contains" },
  { value: "gt", label: "is greater than" },
  { value: "lt", label: "is less than" },
];

interface FilterRowProps {
  readonly index: number;
  readonly filter: FilterDraft;
  readonly errors: DraftErrors;
  readonly onChange: (filter: FilterDraft) => void;
  readonly onRemove: () => void;
}

/** One condition: a path, an operator, a value. */
export function FilterRow({ index, filter, errors, onChange, onRemove }: FilterRowProps) {
  const at = `rule.filters.${index}`;
  const fieldError = errors[`${at}.field`];
  const otherError = errors[`${at}.value`] ?? errors[`${at}.operator`] ?? errors[at];
  const fieldId = `filter-${index}-field`;
  const valueId = `filter-${index}-value`;
  return (
    <li className="flex flex-col gap-1 rounded-md border p-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,5fr)_9.5rem_minmax(0,4fr)_auto]">
        <Input
          id={fieldId}
          aria-label={`Path of filter ${index + 1}`}
          value={filter.field}
          placeholder="$.payload.amount"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...filter, field: event.target.value })}
          className="font-mono text-xs max-sm:col-start-1"
          {...invalidProps(fieldId, fieldError)}
        />
        <Select
          label={`Operator of filter ${index + 1}`}
          value={filter.operator}
          options={OPERATORS}
          onChange={(operator) => onChange({ ...filter, operator })}
          className="max-sm:col-start-1"
        />
        <div className="relative max-sm:col-start-1">
          <Input
            id={valueId}
            aria-label={`Value of filter ${index + 1}`}
            value={filter.value}
            placeholder="1000"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ ...filter, value: event.target.value })}
            className="pr-16 font-mono text-xs"
            {...invalidProps(valueId, otherError)}
          />
          <span
            className="pointer-events-none absolute top-2 right-2 text-xs leading-4 text-muted"
            title="How the value is read. Put it into double quotes to make it text."
          >
            {readAs(filter.value)}
          </span>
        </div>
        <Button
          variant="quiet"
          size="icon"
          aria-label={`Remove filter ${index + 1}`}
          title="Remove this filter"
          onClick={onRemove}
          className="max-sm:col-start-2 max-sm:row-start-1"
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      {fieldError ? <FieldError id={`${fieldId}-error`} message={fieldError} /> : null}
      {otherError ? <FieldError id={`${valueId}-error`} message={otherError} /> : null}
    </li>
  );
}
