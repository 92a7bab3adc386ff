"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTRPC } from "#components/trpc/client.ts";

/** One that waits is looked at again this often. */
const REFRESH_MS = 1_000;

/** What became of another receipt, followed until it is known; null: there is none, or it cannot be told yet. */
export function useReceiptOutcome(id: string | null): string | null {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.receipts.get.queryOptions(id === null ? skipToken : { id }, {
      refetchInterval: ({ state }) => (state.data?.receipt.outcome === "pending" ? REFRESH_MS : false),
    }),
  );
  return query.data?.receipt.outcome ?? null;
}
