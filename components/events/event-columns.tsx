import { Identifier } from "#components/identity/identifier.tsx";
import type { Column } from "#components/table/data-table.tsx";
import { Time } from "#components/time/time.tsx";
import { DeliverySummary } from "./delivery-summary.tsx";
import type { EventRow } from "./use-event-list.ts";

/** @param onOpen opens the inspector: for keyboards and screen readers, which do not click rows */
export function eventColumns(onOpen: (id: string) => void): readonly Column<EventRow>[] {
  return [
    { id: "time", header: "Time", className: "w-26", cell: (row) => <Time instant={row.timestamp} /> },
    {
      id: "pattern",
      header: "Event",
      className: "w-auto @2xl:w-[34%]",
      cell: (row) => (
        <button
          type="button"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(row.id);
          }}
          className="max-w-full truncate rounded-sm text-left align-bottom font-medium hover:underline"
          title={row.pattern}
        >
          {row.pattern}
        </button>
      ),
    },
    {
      id: "eventId",
      header: "Event id",
      className: "hidden @2xl:table-cell",
      cell: (row) => <Identifier value={row.eventId} what="event id" />,
    },
    {
      id: "source",
      header: "Source",
      className: "hidden w-[18%] @4xl:table-cell",
      cell: (row) => (
        <span title={`${row.sourceType} · ${row.sourceId}`}>
          <span className="text-muted">{row.sourceType}</span> {row.sourceId}
        </span>
      ),
    },
    {
      id: "matches",
      header: "Matches",
      className: "hidden w-20 text-right @xl:table-cell",
      cell: (row) => (row.matches === 0 ? <span className="text-muted">0</span> : row.matches),
    },
    {
      id: "deliveries",
      header: "Deliveries",
      className: "w-34",
      cell: (row) => <DeliverySummary row={row} />,
    },
  ];
}
