"use client";

import { useQuery } from "@tanstack/react-query";
import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { Failure } from "#components/frame/failure.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { ExistingPattern } from "./existing-pattern.tsx";

const SKELETON_ROWS = 6;

/** One pattern: its form, a live test, and the versions that it had. */
export function PatternPage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.patterns.get.queryOptions({ id }));
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Patterns" href="/patterns">
            {query.data?.definition.name ?? "Pattern"}
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the pattern" /> : null}
        {query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data ? <ExistingPattern key={query.data.version} pattern={query.data} /> : null}
      </div>
    </>
  );
}
