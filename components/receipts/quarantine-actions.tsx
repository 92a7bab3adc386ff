"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import type { ReceiptDetails } from "./details.ts";
import { detailMessage } from "./refusal-detail.ts";
import { type Quarantine, quarantineOf, reverificationSentence } from "./reverification.ts";
import { TrustReceipt } from "./trust-receipt.tsx";

/** The ways out of quarantine, for a receipt that is in it and people who may open them. */
export function QuarantineActions({ details }: { readonly details: ReceiptDetails }) {
  const mayReverify = useMay("receipts.reverify");
  const quarantine = quarantineOf(details);
  if (quarantine === null || !mayReverify) return null;
  if (details.bodyText === null) {
    return <p className="mb-2 text-muted">Its body was not kept, so it cannot be processed any more.</p>;
  }
  return <Release key={details.receipt.id} receipt={details.receipt} quarantine={quarantine} />;
}

interface ReleaseProps {
  readonly receipt: ReceiptDetails["receipt"];
  readonly quarantine: Quarantine;
}

function Release({ receipt, quarantine }: ReleaseProps) {
  const mayTrust = useMay("sources.write");
  const { reverify, stillHeld } = useReverify(detailMessage(receipt.detail), quarantine);
  const { isPending, mutate } = reverify;
  const receiptIds = [receipt.id];
  return (
    <div className="mb-2 flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button disabled={isPending} onClick={() => mutate({ receiptIds })}>
          {quarantine === "unverified" ? "Verify again" : "Process again"}
        </Button>
        {mayTrust && quarantine === "unverified" ? (
          <TrustReceipt isPending={isPending} onConfirm={() => mutate({ receiptIds, trust: true })} />
        ) : null}
      </div>
      <div role="status">{stillHeld === null ? null : <FieldError message={stillHeld} />}</div>
    </div>
  );
}

/** Looks at receipts once more, and says what became of it: here while they are held, else in a passing message. */
function useReverify(known: string | null, quarantine: Quarantine) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [stillHeld, setStillHeld] = useState<string | null>(null);
  const reverify = useMutation(
    trpc.receipts.reverify.mutationOptions({
      onMutate: () => setStillHeld(null),
      onSuccess: ([result]) => {
        if (result === undefined) return;
        const sentence = reverificationSentence(result, quarantine, known);
        if (result.outcome === "refused" || result.outcome === "undecided") setStillHeld(sentence);
        else if (result.outcome === "requeued" || result.outcome === "answered") toast.success(sentence);
        else toast.info(sentence);
      },
      onError: (error) => setStillHeld(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.receipts.pathKey() }),
    }),
  );
  return { reverify, stillHeld };
}
