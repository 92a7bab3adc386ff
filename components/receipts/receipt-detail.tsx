"use client";

import { useQuery } from "@tanstack/react-query";
import { Failure } from "#components/frame/failure.tsx";
import { JsonView } from "#components/json/json-view.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Section } from "#components/ui/section.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { ReceiptBody } from "./receipt-body.tsx";
import { ReceiptFacts } from "./receipt-facts.tsx";
import { ReceiptItems } from "./receipt-items.tsx";
import { hasMoreThanFacts } from "./refusal-detail.ts";
import { useRefreshWhenSettled } from "./use-refresh-when-settled.ts";

const SKELETON_ROWS = 8;

/** A receipt that waits is looked at again this often. */
const REFRESH_MS = 2_000;

/** One request: what came in, what Tidings made of it, and why. */
export function ReceiptDetail({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.receipts.get.queryOptions(
      { id },
      {
        refetchInterval: (current) =>
          current.state.data?.receipt.outcome === "pending" ? REFRESH_MS : false,
      },
    ),
  );
  useRefreshWhenSettled(id, query.data?.receipt.outcome);
  if (query.isPending) return <SkeletonRows rows={SKELETON_ROWS} label="Loading the receipt" />;
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const { receipt, items } = query.data;
  return (
    <>
      <ReceiptFacts details={query.data} />
      {receipt.detail === null || !hasMoreThanFacts(receipt.detail) ? null : (
        <Section title="Detail">
          <JsonView text={receipt.detail} what="detail" root="$" compact />
        </Section>
      )}
      <ReceiptItems receipt={receipt} items={items} />
      <Section title="Headers">
        <JsonView text={receipt.headers} what="headers" root="$" compact />
      </Section>
      <ReceiptBody details={query.data} />
    </>
  );
}
