"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiKeys } from "#components/api-keys/api-keys.tsx";
import { NewKey } from "#components/api-keys/new-key.tsx";
import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { Failure } from "#components/frame/failure.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Section } from "#components/ui/section.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { ConnectSteps } from "./connect-steps.tsx";
import { KnownSecret } from "./known-secret.tsx";
import { providerOf } from "./preset-names.ts";
import type { SourceRow } from "./rows.ts";
import { addressOf } from "./source-address.ts";
import { SourceFacts } from "./source-facts.tsx";

const SKELETON_ROWS = 6;

interface SourcePageProps {
  readonly id: string;
  readonly publicUrl: string;
}

/** One source, and how events get to it. */
export function SourcePage({ id, publicUrl }: SourcePageProps) {
  const trpc = useTRPC();
  const mayMakeKeys = useMay("keys.write");
  const query = useQuery(trpc.sources.get.queryOptions({ id }));
  const isNative = query.data?.preset === "native";
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Sources" href="/sources">
            {query.data?.name ?? "Source"}
          </Breadcrumb>
        }
        actions={isNative && mayMakeKeys ? <NewKey sourceId={id} /> : null}
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending ? <SkeletonRows rows={SKELETON_ROWS} label="Loading the source" /> : null}
        {query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data ? <SourceFacts source={query.data} address={addressOf(publicUrl, query.data)} /> : null}
        {query.data ? <Connect source={query.data} publicUrl={publicUrl} /> : null}
      </div>
    </>
  );
}

function Connect({ source, publicUrl }: { readonly source: SourceRow; readonly publicUrl: string }) {
  if (source.preset === "native") return <ApiKeys sourceId={source.id} />;
  return (
    <Section title={`On ${providerOf(source.preset) ?? "the sender"}’s side`}>
      <div className="max-w-2xl">
        <ConnectSteps source={source} publicUrl={publicUrl} secret={<KnownSecret source={source} />} />
      </div>
    </Section>
  );
}
