import { Status } from "#components/status/status.tsx";
import { DELIVERY_APPEARANCE } from "#components/status/tone.ts";
import type { EventRow } from "./use-event-list.ts";

/** How an event's deliveries stand, the most urgent first: one dead letter counts for more than nine successes. */
export function DeliverySummary({ row }: { readonly row: EventRow }) {
  if (row.dead > 0) return <Status appearance={DELIVERY_APPEARANCE.dead} suffix={several(row.dead)} />;
  if (row.retrying > 0)
    return <Status appearance={DELIVERY_APPEARANCE.retrying} suffix={several(row.retrying)} />;
  if (row.waiting > 0)
    return <Status appearance={DELIVERY_APPEARANCE.pending} suffix={several(row.waiting)} />;
  if (row.succeeded > 0)
    return <Status appearance={DELIVERY_APPEARANCE.succeeded} suffix={several(row.succeeded)} />;
  return <span className="text-muted">—</span>;
}

function several(count: number): string {
  return count > 1 ? `× ${count}` : "";
}
