import Link from "next/link";
import { Identifier } from "#components/identity/identifier.tsx";
import { parseExact } from "#components/json/exact.ts";
import { Time } from "#components/time/time.tsx";
import { Facts } from "#components/ui/section.tsx";
import type { EventDetails } from "./details.ts";

/** Name, ids and times. A correlation id leads to all events that share it. */
export function EventFacts({ event }: { readonly event: EventDetails["event"] }) {
  const correlationId = memberText(event.metadata, "correlationId");
  return (
    <div className="border-b px-4 py-3">
      <p className="mb-2 text-base font-semibold break-words">{event.pattern}</p>
      <Facts
        facts={[
          ["Event id", <Identifier key="id" value={event.eventId} what="event id" />],
          ["Happened", <Time key="time" instant={event.timestamp} />],
          ["Stored", <Time key="stored" instant={event.createdAt} />],
          ["Source", `${event.sourceType} · ${event.sourceId}`],
          ["Version", event.version],
          ...(correlationId === null
            ? []
            : [["Correlation id", <CorrelationLink key="correlation" id={correlationId} />] as const]),
        ]}
      />
    </div>
  );
}

function CorrelationLink({ id }: { readonly id: string }) {
  return (
    <Link
      href={`/events?correlation=${encodeURIComponent(id)}`}
      className="truncate font-mono text-xs text-accent underline underline-offset-2"
      title="Events with the same correlation id"
    >
      {id}
    </Link>
  );
}

function memberText(json: string, name: string): string | null {
  const value = parseExact(json);
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return null;
  const member: unknown = Reflect.get(value, name);
  return typeof member === "string" ? member : null;
}
