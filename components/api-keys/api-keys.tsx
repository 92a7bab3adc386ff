"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useMemo } from "react";
import { Failure } from "#components/frame/failure.tsx";
import { useMay } from "#components/frame/role-context.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { LoadOlder } from "#components/table/load-older.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { apiKeyColumns } from "./api-key-columns.tsx";
import { NewKey } from "./new-key.tsx";

const SKELETON_ROWS = 4;

/** The keys of publishers, live and revoked. */
export function ApiKeys({ sourceId }: { readonly sourceId: string }) {
  const trpc = useTRPC();
  const mayWrite = useMay("keys.write");
  const columns = useMemo(() => apiKeyColumns(mayWrite), [mayWrite]);
  const list = useInfiniteQuery(
    trpc.apiKeys.list.infiniteQueryOptions({ sourceId }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  return (
    <section aria-labelledby="api-keys">
      <h2 id="api-keys" className="px-4 pt-3 pb-2 text-xs font-semibold">
        API keys
      </h2>
      {list.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the API keys" /> : null}
      {list.error ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && rows.length === 0 ? (
        <Notice
          icon={KeyRound}
          title="No API keys yet"
          action={mayWrite ? <NewKey sourceId={sourceId} /> : null}
        >
          Each system that publishes events sends them with a key of its own, so that one can be revoked
          without the others.
        </Notice>
      ) : null}
      {rows.length > 0 ? (
        <DataTable label="API keys" columns={columns} rows={rows} rowId={(row) => row.id} />
      ) : null}
      {list.hasNextPage ? (
        <LoadOlder
          hasMore
          isLoading={list.isFetchingNextPage}
          onLoad={() => void list.fetchNextPage()}
          end=""
        />
      ) : null}
    </section>
  );
}
