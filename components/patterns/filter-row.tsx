"use client";

import { Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { OPERATOR_OPTIONS } from "./filter-operators.ts";
import { type FilterPlace, fieldId } from "./filter-place.ts";
import { FilterValue } from "./filter-value.tsx";
import { type DraftErrors, type FilterDraft, withOperator } from "./pattern-draft.ts";

interface FilterRowProps {
  readonly place: FilterPlace;
  readonly filter: FilterDraft;
  readonly errors: DraftErrors;
  readonly onChange: (filter: FilterDraft) => void;
  readonly onRemove: () => void;
}

/** One condition: a path, an operator, a value. */
export function FilterRow({ place, filter, errors, onChange, onRemove }: FilterRowProps) {
  const { number, id, path } = place;
  const fieldError = errors[`${path}.field`];
  const otherError = errors[`${path}.value`] ?? errors[`${path}.operator`] ?? errors[path];
  const pathId = fieldId(place);
  const valueId = `${id}-value`;
  return (
    <li className="flex flex-col gap-1 rounded-md border p-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,5fr)_9.5rem_minmax(0,4fr)_auto]">
        <Input
          id={pathId}
          aria-label={`Path of filter ${number}`}
          value={filter.field}
          placeholder="$.payload.amount"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...filter, field: event.target.value })}
          className="font-mono text-xs max-sm:col-start-1"
          {...invalidProps(pathId, fieldError)}
        />
        <Select
          label={`Operator of filter ${number}`}
          value={filter.operator}
          options={OPERATOR_OPTIONS}
          onChange={(operator) => onChange(withOperator(filter, operator))}
          className="max-sm:col-start-1"
        />
        <FilterValue
          id={valueId}
          label={`Value of filter ${number}`}
          filter={filter}
          error={otherError}
          onChange={(value) => onChange({ ...filter, value })}
        />
        <Button
          variant="quiet"
          size="icon"
          aria-label={`Remove filter ${number}`}
          title="Remove this filter"
          onClick={onRemove}
          className="max-sm:col-start-2 max-sm:row-start-1"
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      {fieldError ? <FieldError id={`${pathId}-error`} message={fieldError} /> : null}
      {otherError ? <FieldError id={`${valueId}-error`} message={otherError} /> : null}
    </li>
  );
}
