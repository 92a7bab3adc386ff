"use client";

import { Field, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PatternType } from "#schemas/pattern/types.ts";
import { FilterClauses } from "./filter-clauses.tsx";
import type { DraftErrors, PatternDraft } from "./pattern-draft.ts";

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
      <FilterClauses clauses={filters} errors={errors} onChange={(next) => onChange({ filters: next })} />
    </div>
  );
}
