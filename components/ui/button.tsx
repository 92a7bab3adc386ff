import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-foreground enabled:hover:bg-accent-hover",
        secondary: "border border-border-strong bg-background hover:bg-hover",
        danger: "border border-border-strong bg-background text-danger hover:bg-danger-surface",
        quiet: "text-muted hover:bg-hover hover:text-foreground",
      },
      size: { small: "h-6 px-1.5 text-xs", medium: "h-8 px-3", icon: "size-8", smallIcon: "size-6" },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

/** Icon buttons need an `aria-label`. */
export function Button({ variant, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={cn(buttonStyle({ variant, size }), className)} {...rest} />;
}
