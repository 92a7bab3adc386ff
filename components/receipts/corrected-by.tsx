"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { OutcomeBadge } from "#components/status/status.tsx";

interface CorrectedByProps {
  readonly receiptId: string;
  /** Null while it is not known. */
  readonly outcome: string | null;
  /** It is there because of what the person just did, and takes the place of the button that did it. */
  readonly takesFocus: boolean;
}

/** The last correction that was sent for an event, and what became of it. */
export function CorrectedBy({ receiptId, outcome, takesFocus }: CorrectedByProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (takesFocus) link.current?.focus();
  }, [takesFocus]);
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3">
      <span>
        Corrected by{" "}
        <Link ref={link} href={`/receipts/${receiptId}`} className="text-accent underline underline-offset-2">
          another request
        </Link>
        {outcome === null ? "." : ":"}
      </span>
      {outcome === null ? null : <OutcomeBadge outcome={outcome} />}
    </p>
  );
}
