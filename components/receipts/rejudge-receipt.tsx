"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import type { ReceiptDetails } from "./details.ts";

/** Judges what is rejected in a receipt once more, for people who may, where there is something to judge. */
export function RejudgeReceipt({
  details: { receipt, items, bodyText },
}: {
  readonly details: ReceiptDetails;
}) {
  const mayRejudge = useMay("receipts.reverify");
  const { isPending, mutate } = useRejudge();
  const isOpen = items.some(({ outcome, correctedBy }) => outcome === "rejected" && correctedBy === null);
  if (!mayRejudge || !isOpen || bodyText === null || receipt.outcome === "pending") return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button disabled={isPending} onClick={() => mutate({ receiptIds: [receipt.id] })}>
        Judge again
      </Button>
      <p className="text-muted">For when a schema or a business rule was changed since.</p>
    </div>
  );
}

function useRejudge() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.receipts.rejudge.mutationOptions({
      onSuccess: ([result]) => {
        if (result?.outcome === "requeued") toast.success("Its rejected events are judged once more.");
        else toast.info("There is nothing in it to judge any more.");
      },
      onError: (error) => toast.error(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.receipts.pathKey() }),
    }),
  );
}
