"use client";

import { Plus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { MAX_FILTERS } from "#schemas/pattern/limits.ts";
import type { PatternType } from "#schemas/pattern/types.ts";
import { FilterRow } from "./filter-row.tsx";
import { type DraftErrors, newFilter, type PatternDraft } from "./pattern-draft.ts";

const TYPES: readonly { readonly value: PatternType; readonly label: string }[] = [
  { value: "exact", label: "is exactly" },
  { value: "prefix", label: "begins with" },
  { value: "regex", label: "matches the regex" },
];

const PLACEHOLDERS: Readonly<Record<PatternType, string>> = {
  exact: "invoice.created",
  prefix: "invoice.",
  regex: "^invoice\\.(created|paid)$",
};

interface RuleFormProps {
  readonly draft: PatternDraft;
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<PatternDraft>) => void;
}

/** The specification's pattern as a form: the event's name, and filters that must all hold. */
export function RuleForm({ draft, errors, onChange }: RuleFormProps) {
  const { type, value, filters } = draft;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
        <Field id="type" label="The event’s name">
          <Select
            id="type"
            label="How the name is compared"
            value={type}
            options={TYPES}
            onChange={(next) => onChange({ type: next })}
          />
        </Field>
        <Field id="value" label="Value" error={errors["rule.value"]}>
          <Input
            id="value"
            value={value}
            placeholder={PLACEHOLDERS[type]}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ value: event.target.value })}
            className="font-mono text-xs"
            {...invalidProps("value", errors["rule.value"])}
          />
        </Field>
      </div>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1 text-xs font-medium">Filters: all of them must hold</legend>
        {filters.length === 0 ? (
          <p className="text-muted">None: every event with a fitting name matches.</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {filters.map((filter, index) => (
              <FilterRow
                key={filter.key}
                index={index}
                filter={filter}
                errors={errors}
                onChange={(next) => onChange({ filters: filters.with(index, next) })}
                onRemove={() => onChange({ filters: filters.toSpliced(index, 1) })}
              />
            ))}
          </ul>
        )}
        {errors["rule.filters"] ? <FieldError message={errors["rule.filters"]} /> : null}
        <div>
          <Button
            size="small"
            disabled={filters.length >= MAX_FILTERS}
            onClick={() => onChange({ filters: [...filters, newFilter()] })}
          >
            <Plus aria-hidden />
            Add a filter
          </Button>
        </div>
      </fieldset>
    </div>
  );
}
