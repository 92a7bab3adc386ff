import Link from "next/link";
import { IdentifierText } from "#components/identity/identifier.tsx";
import { OutcomeBadge } from "#components/status/status.tsx";
import { Section } from "#components/ui/section.tsx";
import { MAX_VIOLATIONS } from "#schemas/receipt.ts";
import { CorrectItem } from "./correct-item.tsx";
import type { ReceiptDetails } from "./details.ts";
import { reasonLabel, reasonSentence } from "./reasons.ts";
import { detailMessage } from "./refusal-detail.ts";
import { ViolationTable } from "./violation-table.tsx";
import { errorsOf, warningsOf } from "./violations.ts";

type Item = ReceiptDetails["items"][number];

interface ReceiptItemsProps {
  readonly receipt: ReceiptDetails["receipt"];
  readonly items: ReceiptDetails["items"];
}

/** What each event of the request became, and why. */
export function ReceiptItems({ receipt, items }: ReceiptItemsProps) {
  if (items.length === 0) return null;
  return (
    <Section title="Events" count={items.length}>
      <ul className="flex flex-col divide-y">
        {items.map((item) => (
          <li
            key={item.item}
            className="flex min-w-0 flex-col gap-1.5 py-2.5 first:pt-0 last:pb-0 only:border-0"
          >
            <ItemHead item={item} />
            <ItemVerdict item={item} />
            <CorrectItem receipt={receipt} item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ItemHead({ item }: { readonly item: Item }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
      <OutcomeBadge outcome={item.outcome} />
      {item.reason === null ? null : (
        <span className="truncate" title={reasonSentence(item.reason)}>
          {reasonLabel(item.reason)}
        </span>
      )}
      {item.pattern === null ? null : <span className="min-w-0 truncate text-muted">{item.pattern}</span>}
      <EventLink item={item} />
    </div>
  );
}

function ItemVerdict({ item }: { readonly item: Item }) {
  const errors = errorsOf(item);
  const warnings = warningsOf(item);
  const message = errors.length === 0 ? detailMessage(item.detail) : null;
  return (
    <>
      {message === null ? null : <p className="break-words">{message}</p>}
      <ViolationTable label="Errors of this event" violations={errors} />
      {errors.length < MAX_VIOLATIONS ? null : (
        <p className="text-muted">No more than {MAX_VIOLATIONS} errors are kept: there may be others.</p>
      )}
      {warnings.length === 0 ? null : <p className="text-xs font-medium">Warnings</p>}
      <ViolationTable label="Warnings of this event" violations={warnings} />
    </>
  );
}

function EventLink({ item }: { readonly item: Item }) {
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
