"use client";

import { useQuery } from "@tanstack/react-query";
import { Failure } from "#components/frame/failure.tsx";
import { JsonView } from "#components/json/json-view.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { cn } from "#components/ui/class-names.ts";
import { Section } from "#components/ui/section.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { EventDetails } from "./details.ts";
import { EventDeliveries } from "./event-deliveries.tsx";
import { EventExplanations } from "./event-explanations.tsx";
import { EventFacts } from "./event-facts.tsx";
import { EventMatches } from "./event-matches.tsx";
import { EventPayload } from "./event-payload.tsx";
import { EventReceipts } from "./event-receipts.tsx";

const SKELETON_ROWS = 8;

/** Deliveries that still run are looked at again this often. */
const REFRESH_MS = 3_000;

interface EventDetailProps {
  readonly id: string;
  /** Beside one another where the page is wide enough. */
  readonly wide?: boolean;
}

/** One event: what it says, where it came from, what came of it. */
export function EventDetail({ id, wide = false }: EventDetailProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.events.get.queryOptions(
      { id },
      {
        refetchInterval: (current) =>
          current.state.data && isSettled(current.state.data) ? false : REFRESH_MS,
      },
    ),
  );
  if (query.isPending) return <SkeletonRows rows={SKELETON_ROWS} label="Loading the event" />;
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const { event, receipts, matches, deliveries } = query.data;
  return (
    <div className={cn(wide && "xl:grid xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-rows-[auto_1fr]")}>
      <EventFacts event={event} />
      <div className={cn("min-w-0", wide && "xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:border-l")}>
        <EventMatches matches={matches} />
        <EventExplanations key={event.id} id={event.id} openAtFirst={matches.length === 0} />
        <EventDeliveries deliveries={deliveries} />
        <EventReceipts receipts={receipts} />
      </div>
      <div className="min-w-0">
        <EventPayload event={event} />
        <Section title="Metadata">
          {event.metadata === "{}" ? (
            <p className="text-muted">None was sent.</p>
          ) : (
            <JsonView text={event.metadata} what="metadata" root="$.metadata" compact />
          )}
        </Section>
      </div>
    </div>
  );
}

function isSettled({ deliveries }: EventDetails): boolean {
  return deliveries.every(({ status }) => status === "succeeded" || status === "dead");
}
