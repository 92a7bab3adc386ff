"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { DeliveryStatusBadge } from "#components/status/status.tsx";
import { Time } from "#components/time/time.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Section } from "#components/ui/section.tsx";
import { DeliveryAttempts } from "./delivery-attempts.tsx";
import type { EventDetails } from "./details.ts";

type Delivery = EventDetails["deliveries"][number];

/** What the workflows made of this event, with every attempt. */
export function EventDeliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  return (
    <Section title="Deliveries" count={deliveries.length}>
      {deliveries.length === 0 ? <p className="text-muted">There was nothing to deliver.</p> : null}
      <ul className="flex flex-col gap-2">
        {deliveries.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </Section>
  );
}

function DeliveryItem({ delivery }: { readonly delivery: Delivery }) {
  const failed = delivery.status === "dead" || delivery.status === "retrying";
  const [open, setOpen] = useState(failed);
  return (
    <li className="rounded-md border">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover"
      >
        <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-muted", open && "rotate-90")} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{delivery.workflowName}</span>
          <span className="block truncate text-xs text-muted">
            {delivery.targetKind} · {attemptCount(delivery.attempts)}
            {delivery.replayId === null ? "" : " · replay"}
          </span>
        </span>
        <span className="flex flex-col items-end text-xs">
          <DeliveryStatusBadge status={delivery.status} />
          <span className="text-muted">
            <When delivery={delivery} />
          </span>
        </span>
      </button>
      {open ? <DeliveryAttempts tries={delivery.tries} /> : null}
    </li>
  );
}

function When({ delivery }: { readonly delivery: Delivery }) {
  if (delivery.finishedAt !== null) return <Time instant={delivery.finishedAt} />;
  if (delivery.status !== "retrying") return <Time instant={delivery.createdAt} />;
  return (
    <>
      next try <Time instant={delivery.dueAt} />
    </>
  );
}

function attemptCount(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}
