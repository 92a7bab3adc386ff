"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";

interface TrustReceiptProps {
  readonly isPending: boolean;
  readonly onConfirm: () => void;
}

/** Takes a request as genuine that cannot be verified: a person's word instead of a signature. */
export function TrustReceipt({ isPending, onConfirm }: TrustReceiptProps) {
  const [open, setOpen] = useState(false);
  return (
    <Confirm
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="danger" disabled={isPending}>
          Accept as genuine
        </Button>
      }
      title="Accept this request as genuine?"
      action="Accept as genuine"
      isPending={isPending}
      onConfirm={() => {
        setOpen(false);
        onConfirm();
      }}
    >
      Nothing proves who sent it: you vouch for it. Its events are stored and start workflows as if the
      signature were right, and events cannot be taken back. The audit keeps that it was you.
    </Confirm>
  );
}
