import Link from "next/link";
import { IdentifierText } from "#components/identity/identifier.tsx";
import { OutcomeBadge } from "#components/status/status.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ReceiptDetails } from "./details.ts";
import { reasonLabel, reasonSentence } from "./reasons.ts";

/** What each event of the request became. */
export function ReceiptItems({ items }: { readonly items: ReceiptDetails["items"] }) {
  if (items.length === 0) return null;
  return (
    <Section title="Events" count={items.length}>
      <ul className="flex flex-col gap-1.5">
        {items.map((item) => (
          <li key={item.item} className="flex min-w-0 items-center gap-3">
            <OutcomeBadge outcome={item.outcome} />
            {item.reason === null ? null : (
              <span className="truncate" title={reasonSentence(item.reason)}>
                {reasonLabel(item.reason)}
              </span>
            )}
            <EventLink item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function EventLink({ item }: { readonly item: ReceiptDetails["items"][number] }) {
  if (item.eventId === null) return null;
  if (item.eventRowId === null) return <IdentifierText value={item.eventId} />;
  return (
    <Link
      href={`/events/${item.eventRowId}`}
      className="flex min-w-0 text-accent underline underline-offset-2"
    >
      <IdentifierText value={item.eventId} />
    </Link>
  );
}
