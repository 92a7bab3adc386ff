"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CirclePause, Plug } from "lucide-react";
import { Failure } from "#components/frame/failure.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { CopyButton } from "#components/identity/copy-button.tsx";
import { Status } from "#components/status/status.tsx";
import { type Column, DataTable } from "#components/table/data-table.tsx";
import { type Outputs, useTRPC } from "#components/trpc/client.ts";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

type SourceRow = Outputs["sources"]["list"][number];

const SKELETON_ROWS = 4;

/** Places that events come from, and the address to give to each. */
export function SourcesPage({ publicUrl }: { readonly publicUrl: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.sources.list.queryOptions());
  return (
    <>
      <PageHeader title="Sources" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the sources" /> : null}
        {query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data ? <SourceTable rows={query.data} publicUrl={publicUrl} /> : null}
      </div>
    </>
  );
}

function SourceTable({ rows, publicUrl }: { readonly rows: SourceRow[]; readonly publicUrl: string }) {
  if (rows.length === 0) {
    return (
      <Notice icon={Plug} title="No sources yet">
        A source is a place that events come from, such as a GitHub organisation. Run npm run demo to add one.
      </Notice>
    );
  }
  return <DataTable label="Sources" columns={columnsFor(publicUrl)} rows={rows} rowId={(row) => row.id} />;
}

function columnsFor(publicUrl: string): readonly Column<SourceRow>[] {
  return [
    {
      id: "name",
      header: "Source",
      className: "w-[36%] @xl:w-[24%]",
      cell: (row) => <span className="font-medium">{row.name}</span>,
    },
    {
      id: "key",
      header: "Key",
      className: "hidden w-28 @2xl:table-cell",
      cell: (row) => <span className="font-mono text-xs">{row.key}</span>,
    },
    { id: "preset", header: "Preset", className: "hidden w-24 @2xl:table-cell", cell: (row) => row.preset },
    {
      id: "address",
      header: "Address to paste",
      cell: (row) => <Address url={`${publicUrl}${pathOf(row)}`} />,
    },
    {
      id: "enabled",
      header: "State",
      className: "w-28",
      cell: (row) =>
        row.enabled ? (
          <Status appearance={{ icon: CircleCheck, word: "Enabled", tone: "good" }} />
        ) : (
          <Status appearance={{ icon: CirclePause, word: "Disabled", tone: "neutral" }} />
        ),
    },
  ];
}

/** Publishers with an API key share one address; a webhook source has its own. */
function pathOf({ preset, key }: SourceRow): string {
  return preset === "native" ? "/api/v1/events" : `/api/webhooks/${key}`;
}

function Address({ url }: { readonly url: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate font-mono text-xs" title={url}>
        {url}
      </span>
      <CopyButton text={url} what="address" />
    </span>
  );
}
