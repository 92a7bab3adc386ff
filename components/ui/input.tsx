import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

const FIELD =
  "w-full rounded-md border border-border-strong bg-background px-2.5 text-sm text-foreground placeholder:text-muted aria-invalid:border-danger disabled:opacity-60";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(FIELD, "h-8", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(FIELD, "min-h-20 py-1.5", className)} {...rest} />;
}
