"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTRPC } from "#components/trpc/client.ts";

/** One that waits is looked at again after this, and then less and less often: it may wait for minutes. */
const REFRESH_MS = 1_000;

const SLOWER = 1.5;

const MAX_REFRESH_MS = 30_000;

/** What became of another receipt, followed until it is known; null: there is none, or it cannot be told yet. */
export function useReceiptOutcome(id: string | null): string | null {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.receipts.get.queryOptions(id === null ? skipToken : { id }, {
      refetchInterval: ({ state: { data, dataUpdateCount } }) =>
        data?.receipt.outcome === "pending"
          ? Math.min(MAX_REFRESH_MS, REFRESH_MS * SLOWER ** (dataUpdateCount - 1))
          : false,
    }),
  );
  return query.data?.receipt.outcome ?? null;
}
