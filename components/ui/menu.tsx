"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { cn } from "./class-names.ts";

interface MenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly side?: "top" | "bottom";
  readonly children: ReactNode;
}

const ITEM =
  "flex h-7 cursor-default items-center gap-2 rounded-sm px-2 outline-hidden select-none data-highlighted:bg-hover [&_svg]:size-3.5 [&_svg]:text-muted";

export function Menu({ trigger, side = "bottom", children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align="start" sideOffset={4} className="z-50">
          <Base.Popup className="min-w-44 rounded-md border bg-raised p-1 shadow-raised outline-hidden">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Base.Item>) {
  return <Base.Item className={cn(ITEM, typeof className === "string" && className)} {...rest} />;
}

export const MenuRadioGroup = Base.RadioGroup;

export function MenuRadioItem({ children, ...rest }: ComponentProps<typeof Base.RadioItem>) {
  return (
    <Base.RadioItem className={ITEM} closeOnClick {...rest}>
      {children}
      <Base.RadioItemIndicator className="ml-auto">✓</Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-border" />;
}
