"use client";

import { Radio, SearchX } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { Failure } from "#components/frame/failure.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { LoadOlder } from "#components/table/load-older.tsx";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { eventColumns } from "./event-columns.tsx";
import type { EventRow, useEventList } from "./use-event-list.ts";
import type { useEventSearch } from "./use-event-search.ts";

const SKELETON_ROWS = 14;

interface EventListProps {
  readonly list: ReturnType<typeof useEventList>["list"];
  readonly rows: readonly EventRow[];
  readonly search: ReturnType<typeof useEventSearch>;
}

export function EventList({ list, rows, search }: EventListProps) {
  const { select, clear, isFiltered, state } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `select` is made anew on each render and does the same
  const columns = useMemo(() => eventColumns(select), []);
  if (list.isPending) return <SkeletonRows rows={SKELETON_ROWS} label="Loading the events" />;
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return isFiltered ? <NothingFound onClear={clear} /> : <NothingYet />;
  return (
    <>
      <DataTable
        label="Events"
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        selectedId={state.selected}
        onSelect={(row) => select(row.id)}
      />
      <LoadOlder
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onLoad={() => void list.fetchNextPage()}
        end="This is the oldest event."
      />
    </>
  );
}

function NothingYet() {
  return (
    <Notice
      icon={Radio}
      title="No events yet"
      action={
        <Link href="/sources" className={buttonStyle()}>
          See the sources
        </Link>
      }
    >
      Point a webhook at one of your sources, or publish with an API key to /api/v1/events. Events appear here
      within a second.
    </Notice>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <Notice
      icon={SearchX}
      title="No event fits these filters"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    >
      A name is compared exactly; end it with * to find every name that begins with it. Events that were
      rejected are not in the log: they are in the{" "}
      <Link href="/receipts" className="text-accent underline underline-offset-2">
        receipts
      </Link>
      .
    </Notice>
  );
}
