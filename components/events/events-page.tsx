"use client";

import { useEffect, useMemo, useState } from "react";
import { Inspector } from "#components/frame/inspector.tsx";
import { useListKeys } from "#components/table/use-list-keys.ts";
import { cn } from "#components/ui/class-names.ts";
import { EventDetail } from "./event-detail.tsx";
import { EventList } from "./event-list.tsx";
import { EventToolbar } from "./event-toolbar.tsx";
import { useEventList } from "./use-event-list.ts";
import { useEventSearch } from "./use-event-search.ts";

/** The log: filters above, rows, and the selected event at the right. */
export function EventsPage() {
  const search = useEventSearch();
  const { list, rows, newCount, showNew, isPaged } = useEventList(search.filter);
  const [follow, setFollow] = useState(false);
  const selectedId = search.state.selected;
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  useListKeys({ ids, selectedId, onSelect: search.select });
  // Whoever reads an event or has paged back is not interrupted: arrivals are only counted then.
  const mayFollow = follow && !isPaged && selectedId === null && newCount > 0;
  useEffect(() => {
    if (mayFollow) void showNew();
  }, [mayFollow, showNew]);
  return (
    <>
      <EventToolbar
        search={search}
        newCount={mayFollow ? 0 : newCount}
        onShowNew={() => void showNew()}
        isFetching={list.isFetching}
        follow={follow}
        onFollow={setFollow}
      />
      <div className="relative flex min-h-0 flex-1">
        <div
          aria-busy={list.isPlaceholderData}
          className={cn("min-w-0 flex-1 overflow-y-auto", list.isPlaceholderData && "opacity-60")}
        >
          <EventList list={list} rows={rows} search={search} />
        </div>
        {selectedId === null ? null : (
          <Inspector label="Event" href={`/events/${selectedId}`} onClose={() => search.select(null)}>
            <EventDetail id={selectedId} />
          </Inspector>
        )}
      </div>
    </>
  );
}
