"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "./class-names.ts";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Options under a heading of their own. */
export interface SelectGroup<Value extends string> {
  readonly label: string;
  readonly items: readonly SelectOption<Value>[];
}

interface SelectProps<Value extends string> {
  readonly id?: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (SelectOption<Value> | SelectGroup<Value>)[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
  /** Id of the error that concerns it; without one it is valid. */
  readonly describedBy?: string | undefined;
}

/** One of several named values. `label` is its accessible name when no visible label points at `id`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { id, label, value, options, onChange, disabled, placeholder, className, describedBy } = props;
  return (
    <Base.Root
      items={options.flatMap((option) => ("items" in option ? option.items : [option]))}
      value={value}
      disabled={disabled ?? false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={describedBy === undefined ? undefined : true}
        className={cn(
          "flex h-8 min-w-0 items-center justify-between gap-2 rounded-md border border-border-strong bg-background pr-2 pl-2.5 text-left text-sm hover:bg-hover aria-invalid:border-danger data-disabled:opacity-60",
          className,
        )}
      >
        <Base.Value className="truncate data-placeholder:text-muted" placeholder={placeholder} />
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="z-50 outline-hidden" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="max-h-(--available-height) max-w-(--available-width) min-w-(--anchor-width) overflow-y-auto rounded-md border bg-raised p-1 shadow-raised outline-hidden">
            <Base.List>
              {options.map((option) =>
                "items" in option ? (
                  <Group key={option.label} group={option} />
                ) : (
                  <Item key={option.value} option={option} />
                ),
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Group<Value extends string>({ group }: { readonly group: SelectGroup<Value> }) {
  return (
    <Base.Group className="not-first:mt-1 not-first:border-t not-first:pt-1">
      <Base.GroupLabel className="px-2 py-1 text-xs text-muted select-none">{group.label}</Base.GroupLabel>
      {group.items.map((option) => (
        <Item key={option.value} option={option} />
      ))}
    </Base.Group>
  );
}

function Item<Value extends string>({ option }: { readonly option: SelectOption<Value> }) {
  return (
    <Base.Item
      value={option.value}
      className="grid cursor-default grid-cols-[1fr_1rem] items-center gap-3 rounded-sm py-1 pr-1.5 pl-2 outline-hidden select-none data-highlighted:bg-hover"
    >
      <Base.ItemText className="truncate">{option.label}</Base.ItemText>
      <Base.ItemIndicator>
        <Check aria-hidden className="size-3.5" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}
