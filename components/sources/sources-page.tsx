"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpen, Plug, Plus } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { Failure } from "#components/frame/failure.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useMay } from "#components/frame/role-context.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { sourceColumns } from "./source-columns.tsx";

const SKELETON_ROWS = 4;

/** Places that events come from, and the address to give to each. */
export function SourcesPage({ publicUrl }: { readonly publicUrl: string }) {
  const trpc = useTRPC();
  const mayWrite = useMay("sources.write");
  const query = useQuery(trpc.sources.list.queryOptions());
  const columns = useMemo(() => sourceColumns(publicUrl), [publicUrl]);
  return (
    <>
      <PageHeader
        title="Sources"
        actions={
          <>
            <Link href="/reference" className={buttonStyle()}>
              <BookOpen aria-hidden />
              REST API
            </Link>
            {mayWrite ? <NewSource /> : null}
          </>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the sources" /> : null}
        {query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data?.length === 0 ? (
          <Notice icon={Plug} title="No sources yet" action={mayWrite ? <NewSource /> : null}>
            A source is a place that events come from, such as a GitHub organisation or a Stripe account.
          </Notice>
        ) : null}
        {query.data && query.data.length > 0 ? (
          <DataTable label="Sources" columns={columns} rows={query.data} rowId={(row) => row.id} />
        ) : null}
      </div>
    </>
  );
}

function NewSource() {
  return (
    <Link href="/sources/new" className={buttonStyle({ variant: "primary" })}>
      <Plus aria-hidden />
      New source
    </Link>
  );
}
