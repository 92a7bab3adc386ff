import { Inbox } from "lucide-react";
import Link from "next/link";
import { OutcomeBadge } from "#components/status/status.tsx";
import { Time } from "#components/time/time.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EventDetails } from "./details.ts";

/** The requests that brought this event: the first was stored, later ones are duplicates or conflicts. */
export function EventReceipts({ receipts }: { readonly receipts: EventDetails["receipts"] }) {
  return (
    <Section title="Receipts" count={receipts.length}>
      {receipts.length === 0 ? <p className="text-muted">The request is past its retention.</p> : null}
      <ul className="flex flex-col gap-2">
        {receipts.map((receipt) => (
          <li key={receipt.receiptId} className="flex items-center gap-2">
            <Inbox aria-hidden className="size-4 shrink-0 text-muted" />
            <Link
              href={`/receipts/${receipt.receiptId}`}
              className="min-w-0 flex-1 truncate underline-offset-2 hover:underline"
            >
              {receipt.sourceKey} <span className="text-muted">by {receipt.door}</span>
            </Link>
            <span className="text-xs">
              <OutcomeBadge outcome={receipt.outcome} />
            </span>
            <span className="text-xs text-muted">
              <Time instant={receipt.receivedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
