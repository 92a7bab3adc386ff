"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus, Workflow } from "lucide-react";
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
import { WORKFLOW_COLUMNS } from "./workflow-columns.tsx";

const SKELETON_ROWS = 6;

/** What runs when an event matches. */
export function WorkflowsPage() {
  const trpc = useTRPC();
  const mayWrite = useMay("workflows.write");
  const list = useInfiniteQuery(
    trpc.workflows.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  return (
    <>
      <PageHeader title="Workflows" actions={mayWrite ? <NewWorkflow /> : null} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the workflows" /> : null}
        {list.error ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.data && rows.length === 0 ? (
          <Notice icon={Workflow} title="No workflows yet" action={mayWrite ? <NewWorkflow /> : null}>
            A workflow receives the events that a pattern matches: at an HTTP endpoint, or in Tidings’ own
            log.
          </Notice>
        ) : null}
        {rows.length > 0 ? (
          <>
            <DataTable label="Workflows" columns={WORKFLOW_COLUMNS} rows={rows} rowId={(row) => row.id} />
            {list.hasNextPage ? (
              <LoadOlder
                hasMore
                isLoading={list.isFetchingNextPage}
                onLoad={() => void list.fetchNextPage()}
                end=""
              />
            ) : null}
          </>
        ) : null}
      </div>
    </>
  );
}

function NewWorkflow() {
  return (
    <Link href="/workflows/new" className={buttonStyle({ variant: "primary" })}>
      <Plus aria-hidden />
      New workflow
    </Link>
  );
}
