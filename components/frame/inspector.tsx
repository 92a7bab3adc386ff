"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button, buttonStyle } from "#components/ui/button.tsx";

interface InspectorProps {
  readonly label: string;
  /** Address of the same thing as a page of its own. */
  readonly href: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Panel at the right of a list; over the list on small screens. */
export function Inspector({ label, href, onClose, children }: InspectorProps) {
  return (
    <section
      aria-label={label}
      className="absolute inset-0 z-20 flex flex-col border-l bg-background lg:static lg:w-[28rem] lg:shrink-0 xl:w-[32rem] 2xl:w-[40rem]"
    >
      <div className="flex h-10 shrink-0 items-center gap-1 border-b px-2 pl-4">
        <p className="text-sm font-semibold">{label}</p>
        <Link
          href={href}
          aria-label="Open as a page"
          title="Open as a page"
          className={buttonStyle({ variant: "quiet", size: "smallIcon", className: "ml-auto" })}
        >
          <Maximize2 aria-hidden />
        </Link>
        <Button variant="quiet" size="smallIcon" aria-label="Close" title="Close (Esc)" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </section>
  );
}
