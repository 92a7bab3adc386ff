"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Inbox, SearchX } from "lucide-react";
import { useMemo } from "react";
import { Failure } from "#components/frame/failure.tsx";
import { Inspector } from "#components/frame/inspector.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { LoadOlder } from "#components/table/load-older.tsx";
import { useListKeys } from "#components/table/use-list-keys.ts";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { type ReceiptRow, receiptColumns } from "./receipt-columns.tsx";
import { ReceiptDetail } from "./receipt-detail.tsx";
import { ReceiptToolbar } from "./receipt-toolbar.tsx";
import { useReceiptSearch } from "./use-receipt-search.ts";

const SKELETON_ROWS = 14;

/** Every request that came in, refused ones too. */
export function ReceiptsPage() {
  const trpc = useTRPC();
  const search = useReceiptSearch();
  const list = useInfiniteQuery(
    trpc.receipts.list.infiniteQueryOptions(
      { filter: search.filter },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const selectedId = search.state.selected;
  useListKeys({ ids, selectedId, onSelect: search.select });
  return (
    <>
      <ReceiptToolbar search={search} isFetching={list.isFetching} onRefresh={() => void list.refetch()} />
      <div className="relative flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 overflow-y-auto">
          <ReceiptList list={list} rows={rows} search={search} />
        </div>
        {selectedId === null ? null : (
          <Inspector label="Receipt" href={`/receipts/${selectedId}`} onClose={() => search.select(null)}>
            <ReceiptDetail id={selectedId} />
          </Inspector>
        )}
      </div>
    </>
  );
}

interface ReceiptListProps {
  readonly list: Pick<
    ReturnType<typeof useInfiniteQuery>,
    "isPending" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage" | "refetch"
  > & { readonly error: Parameters<typeof Failure>[0]["error"] | null };
  readonly rows: readonly ReceiptRow[];
  readonly search: ReturnType<typeof useReceiptSearch>;
}

function ReceiptList({ list, rows, search }: ReceiptListProps) {
  const { select, clear, isFiltered, state } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `select` is made anew on each render and does the same
  const columns = useMemo(() => receiptColumns(select), []);
  if (list.isPending) return <SkeletonRows rows={SKELETON_ROWS} label="Loading the receipts" />;
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <NoReceipts isFiltered={isFiltered} onClear={clear} />;
  return (
    <>
      <DataTable
        label="Receipts"
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
        end="This is the oldest receipt."
      />
    </>
  );
}

function NoReceipts({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  if (!isFiltered) {
    return (
      <Notice icon={Inbox} title="No requests yet">
        Every request to a webhook or to the publish API leaves a receipt here, whether it was accepted or
        refused.
      </Notice>
    );
  }
  return (
    <Notice
      icon={SearchX}
      title="No receipt fits these filters"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  );
}
