"use client";

import { Switch as Base } from "@base-ui/react/switch";

interface SwitchProps {
  readonly id?: string;
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ id, label, checked, disabled, onChange }: SwitchProps) {
  return (
    <Base.Root
      id={id}
      aria-label={label}
      checked={checked}
      disabled={disabled ?? false}
      onCheckedChange={onChange}
      className="relative inline-flex h-4.5 w-8 shrink-0 rounded-full border border-border-strong bg-hover p-px transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
    >
      <Base.Thumb className="size-3.5 rounded-full bg-muted transition-transform data-checked:translate-x-3.5 data-checked:bg-accent-foreground" />
    </Base.Root>
  );
}
