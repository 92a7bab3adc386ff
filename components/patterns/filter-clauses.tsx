"use client";

import { ListPlus, Plus } from "lucide-react";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { focusNext } from "#components/ui/focus-next.ts";
import { MAX_FILTERS } from "#schemas/pattern/limits.ts";
import { FilterGroup } from "./filter-group.tsx";
import { clausePlace, fieldId, placeInGroup } from "./filter-place.ts";
import { FilterRow } from "./filter-row.tsx";
import {
  type ClauseDraft,
  countFilters,
  type DraftErrors,
  isGroupDraft,
  newFilter,
  newGroup,
} from "./pattern-draft.ts";

interface FilterClausesProps {
  readonly clauses: readonly ClauseDraft[];
  readonly errors: DraftErrors;
  readonly onChange: (clauses: readonly ClauseDraft[]) => void;
}

/** Filters and groups of filters, all of which must hold. */
export function FilterClauses({ clauses, errors, onChange }: FilterClausesProps) {
  const addButton = useRef<HTMLButtonElement>(null);
  const room = MAX_FILTERS - countFilters(clauses);
  const add = (clause: ClauseDraft) => {
    const place = clausePlace(clauses.length);
    const first = isGroupDraft(clause) ? placeInGroup(place, 0) : place;
    onChange([...clauses, clause]);
    focusNext(() => document.getElementById(fieldId(first)));
  };
  const row = (clause: ClauseDraft, index: number) => {
    const shared = {
      place: clausePlace(index),
      errors,
      onChange: (next: ClauseDraft) => onChange(clauses.with(index, next)),
      onRemove: () => {
        onChange(clauses.toSpliced(index, 1));
        focusNext(() => addButton.current);
      },
    };
    if (!isGroupDraft(clause)) return <FilterRow key={clause.key} filter={clause} {...shared} />;
    return <FilterGroup key={clause.key} group={clause} mayGrow={room > 0} {...shared} />;
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-xs font-medium">Filters: all of them must hold</legend>
      {clauses.length === 0 ? (
        <p className="text-muted">None: every event with a fitting name matches.</p>
      ) : (
        <ul className="flex flex-col gap-2">{clauses.map(row)}</ul>
      )}
      {errors["rule.filters"] ? <FieldError message={errors["rule.filters"]} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button ref={addButton} size="small" disabled={room < 1} onClick={() => add(newFilter())}>
          <Plus aria-hidden />
          Add a filter
        </Button>
        <Button size="small" disabled={room < 2} onClick={() => add(newGroup())}>
          <ListPlus aria-hidden />
          Add a group: any of several
        </Button>
      </div>
    </fieldset>
  );
}
