"use client";

import { invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { exampleFor } from "./filter-operators.ts";
import { readAs } from "./filter-value-text.ts";
import type { FilterDraft } from "./pattern-draft.ts";

const PRESENCE = [
  { value: "true", label: "yes: a value is there" },
  { value: "false", label: "no: nothing is there" },
] as const;

interface FilterValueProps {
  readonly id: string;
  readonly label: string;
  readonly filter: FilterDraft;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The value that a filter compares with: a choice for `exists`, typed for every other operator. */
export function FilterValue({ id, label, filter, error, onChange }: FilterValueProps) {
  const { operator, value } = filter;
  if (operator === "exists") {
    return (
      <Select
        id={id}
        label={label}
        value={value === "false" ? "false" : "true"}
        options={PRESENCE}
        onChange={onChange}
        className="max-sm:col-start-1"
        describedBy={error ? `${id}-error` : undefined}
      />
    );
  }
  return (
    <div className="relative max-sm:col-start-1">
      <Input
        id={id}
        aria-label={label}
        value={value}
        placeholder={exampleFor(operator)}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        className="pr-18 font-mono text-xs"
        {...invalidProps(id, error)}
      />
      <span
        className="pointer-events-none absolute top-2 right-2 text-xs leading-4 text-muted"
        title="How the value is read. Put it into double quotes to make it text."
      >
        {readAs(operator, value)}
      </span>
    </div>
  );
}
