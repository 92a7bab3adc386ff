"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { focusNext } from "#components/ui/focus-next.ts";
import { type FilterPlace, fieldId, placeInGroup } from "./filter-place.ts";
import { FilterRow } from "./filter-row.tsx";
import { type DraftErrors, type GroupDraft, newFilter } from "./pattern-draft.ts";

interface FilterGroupProps {
  readonly place: FilterPlace;
  readonly group: GroupDraft;
  readonly errors: DraftErrors;
  /** Whether the pattern has room for a further filter. */
  readonly mayGrow: boolean;
  readonly onChange: (group: GroupDraft) => void;
  readonly onRemove: () => void;
}

/** Several conditions, of which one must hold. Without its last one the group is gone. */
export function FilterGroup({ place, group, errors, mayGrow, onChange, onRemove }: FilterGroupProps) {
  const { anyOf } = group;
  const addButton = useRef<HTMLButtonElement>(null);
  const change = (next: GroupDraft["anyOf"]) => onChange({ ...group, anyOf: next });
  const add = () => {
    change([...anyOf, newFilter()]);
    focusNext(() => document.getElementById(fieldId(placeInGroup(place, anyOf.length))));
  };
  const remove = (index: number) => {
    if (anyOf.length === 1) return onRemove();
    change(anyOf.toSpliced(index, 1));
    focusNext(() => addButton.current);
  };
  const error = errors[`${place.path}.any_of`] ?? errors[place.path];
  return (
    <li className="rounded-md border border-border-strong bg-surface p-2">
      <fieldset
        aria-label={`Filter ${place.number}: one of these must hold`}
        className="flex min-w-0 flex-col gap-2"
      >
        <div className="flex items-center">
          <span className="mr-auto text-xs font-medium">One of these must hold</span>
          <Button
            variant="quiet"
            size="icon"
            aria-label={`Remove group ${place.number}`}
            title="Remove this group"
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
        <ul className="flex flex-col gap-2">
          {anyOf.map((filter, index) => (
            <FilterRow
              key={filter.key}
              place={placeInGroup(place, index)}
              filter={filter}
              errors={errors}
              onChange={(next) => change(anyOf.with(index, next))}
              onRemove={() => remove(index)}
            />
          ))}
        </ul>
        {error ? <FieldError message={error} /> : null}
        <div>
          <Button ref={addButton} size="small" disabled={!mayGrow} onClick={add}>
            <Plus aria-hidden />
            Add an alternative
          </Button>
        </div>
      </fieldset>
    </li>
  );
}
