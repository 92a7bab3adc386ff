"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListTree, Plus } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { Failure } from "#components/frame/failure.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useMay } from "#components/frame/role-context.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { LoadOlder } from "#components/table/load-older.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { PATTERN_COLUMNS } from "./pattern-columns.tsx";

const SKELETON_ROWS = 8;

/** Match counts and times are read again this often. */
const REFRESH_MS = 5_000;

/** The rules that start workflows. */
export function PatternsPage() {
  const trpc = useTRPC();
  const mayWrite = useMay("patterns.write");
  const list = useInfiniteQuery(
    trpc.patterns.list.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: REFRESH_MS },
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  return (
    <>
      <PageHeader title="Patterns" actions={mayWrite ? <NewPattern /> : null} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the patterns" /> : null}
        {list.error && rows.length === 0 ? (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        ) : null}
        {list.data && rows.length === 0 ? (
          <Notice icon={ListTree} title="No patterns yet" action={mayWrite ? <NewPattern /> : null}>
            A pattern names the events that start a workflow: one name, all names with a beginning, or a
            regular expression, narrowed by filters on the payload.
          </Notice>
        ) : null}
        {rows.length > 0 ? (
          <DataTable label="Patterns" columns={PATTERN_COLUMNS} rows={rows} rowId={(row) => row.id} />
        ) : null}
        {list.hasNextPage ? (
          <LoadOlder
            hasMore
            isLoading={list.isFetchingNextPage}
            onLoad={() => void list.fetchNextPage()}
            end=""
          />
        ) : null}
      </div>
    </>
  );
}

function NewPattern() {
  return (
    <Link href="/patterns/new" className={buttonStyle({ variant: "primary" })}>
      <Plus aria-hidden />
      New pattern
    </Link>
  );
}
