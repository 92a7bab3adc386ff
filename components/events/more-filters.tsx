"use client";

import { ListFilter } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { SOURCE_TYPES } from "#schemas/event-search.ts";
import type { FilterChange } from "./use-event-search.ts";

type SourceType = (typeof SOURCE_TYPES)[number];

export interface MoreFiltersValue {
  readonly sourceType: SourceType | null;
  readonly source: string | null;
  readonly event: string | null;
  readonly correlation: string | null;
}

interface MoreFiltersProps {
  readonly value: MoreFiltersValue;
  readonly onChange: (change: FilterChange) => void;
}

const TYPE_OPTIONS: readonly SelectOption<SourceType | "any">[] = [
  { value: "any", label: "Any type" },
  ...SOURCE_TYPES.map((type) => ({ value: type, label: type })),
];

/** Source, event id and correlation id: exact values. */
export function MoreFilters({ value, onChange }: MoreFiltersProps) {
  const [open, setOpen] = useState(false);
  const { sourceType, source, event, correlation } = value;
  const active = [sourceType, source, event, correlation].filter((condition) => condition !== null).length;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="Filters"
      trigger={
        <Button>
          <ListFilter aria-hidden />
          {active === 0 ? "Filters" : `Filters (${active})`}
        </Button>
      }
    >
      <FilterForm
        value={value}
        onChange={(change) => {
          onChange(change);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function FilterForm({ value, onChange }: MoreFiltersProps) {
  const [sourceType, setSourceType] = useState<SourceType | "any">(value.sourceType ?? "any");
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(submit) => {
        submit.preventDefault();
        const data = new FormData(submit.currentTarget);
        onChange({
          sourceType: sourceType === "any" ? null : sourceType,
          source: textOf(data.get("source")),
          event: textOf(data.get("event")),
          correlation: textOf(data.get("correlation")),
        });
      }}
    >
      <Field id="source-type" label="Source type">
        <Select
          id="source-type"
          label="Source type"
          value={sourceType}
          options={TYPE_OPTIONS}
          onChange={setSourceType}
        />
      </Field>
      <Field id="source" label="Source id">
        <Input id="source" name="source" defaultValue={value.source ?? ""} placeholder="xero_main" />
      </Field>
      <Field id="event" label="Event id">
        <Input id="event" name="event" defaultValue={value.event ?? ""} placeholder="evt_123abc" />
      </Field>
      <Field id="correlation" label="Correlation id">
        <Input
          id="correlation"
          name="correlation"
          defaultValue={value.correlation ?? ""}
          placeholder="corr_xyz789"
        />
      </Field>
      <Button type="submit" variant="primary">
        Apply
      </Button>
    </form>
  );
}

function textOf(value: FormDataEntryValue | null): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
