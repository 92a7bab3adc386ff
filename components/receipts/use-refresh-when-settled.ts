"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "#components/trpc/client.ts";

/** The list beside a receipt was read while the receipt was pending: it is read again once that is over. */
export function useRefreshWhenSettled(id: string, outcome: string | undefined): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const pendingId = useRef<string | null>(null);
  useEffect(() => {
    if (outcome === "pending") pendingId.current = id;
    else if (outcome !== undefined && pendingId.current === id) {
      pendingId.current = null;
      void queryClient.invalidateQueries({ queryKey: trpc.receipts.list.pathKey() });
    }
  }, [id, outcome, queryClient, trpc]);
}
