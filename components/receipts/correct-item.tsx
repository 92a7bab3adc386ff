"use client";

import Link from "next/link";
import { useState } from "react";
import { useMay } from "#components/frame/role-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { CorrectionEditor } from "./correction-editor.tsx";
import type { ReceiptDetails } from "./details.ts";

interface CorrectItemProps {
  readonly receipt: ReceiptDetails["receipt"];
  readonly item: ReceiptDetails["items"][number];
}

/** The way to correct an event that was refused, and to what it was corrected. */
export function CorrectItem({ receipt, item }: CorrectItemProps) {
  const mayCorrect = useMay("receipts.correct");
  const [isOpen, setIsOpen] = useState(false);
  const isRefused = item.outcome === "rejected" || item.outcome === "conflict";
  if (!isRefused) return null;
  return (
    <>
      {item.correctedBy === null ? null : (
        <p>
          Corrected by{" "}
          <Link href={`/receipts/${item.correctedBy}`} className="text-accent underline underline-offset-2">
            another request
          </Link>
          .
        </p>
      )}
      {!mayCorrect || receipt.outcome === "pending" || isOpen ? null : (
        <div>
          <Button size="small" onClick={() => setIsOpen(true)}>
            Correct this event
          </Button>
        </div>
      )}
      {isOpen ? (
        <CorrectionEditor receiptId={receipt.id} item={item.item} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  );
}
