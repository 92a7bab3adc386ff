"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "./class-names.ts";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> {
  readonly id?: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
  /** Id of the error that concerns it; without one it is valid. */
  readonly describedBy?: string | undefined;
}

/** One of a few named values. `label` is its accessible name when no visible label points at `id`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { id, label, value, options, onChange, disabled, placeholder, className, describedBy } = props;
  return (
    <Base.Root
      items={options}
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
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-md border bg-raised p-1 shadow-raised outline-hidden">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className="grid cursor-default grid-cols-[1fr_1rem] items-center gap-3 rounded-sm py-1 pr-1.5 pl-2 outline-hidden select-none data-highlighted:bg-hover"
                >
                  <Base.ItemText className="truncate">{option.label}</Base.ItemText>
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-3.5" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
