"use client";

import { useRef, useState } from "react";
import { useMay } from "#components/frame/role-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { focusNext } from "#components/ui/focus-next.ts";
import { CorrectedBy } from "./corrected-by.tsx";
import { type Beginning, beginningFor, isRefused } from "./correction.ts";
import { CorrectionEditor } from "./correction-editor.tsx";
import type { ReceiptDetails } from "./details.ts";
import { useReceiptOutcome } from "./use-receipt-outcome.ts";

interface CorrectItemProps {
  readonly receipt: ReceiptDetails["receipt"];
  readonly item: ReceiptDetails["items"][number];
}

/** The way to correct an event that was refused, to what it was corrected, and what became of that. */
export function CorrectItem({ receipt, item }: CorrectItemProps) {
  const mayCorrect = useMay("receipts.correct");
  // What was begun with stays: what is being written must not go when somebody else corrects the event meanwhile.
  const [begun, setBegun] = useState<Beginning | null>(null);
  const [isSent, setIsSent] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { correctedBy } = item;
  const became = useReceiptOutcome(correctedBy);
  if (!isRefused(item.outcome)) return null;
  const beginning = mayCorrect ? beginningFor(receipt, item, became) : null;
  const cancel = () => {
    setBegun(null);
    focusNext(() => opener.current);
  };
  const finish = () => {
    setBegun(null);
    setIsSent(true);
  };
  return (
    <>
      {correctedBy === null ? null : (
        <CorrectedBy key={correctedBy} receiptId={correctedBy} outcome={became} takesFocus={isSent} />
      )}
      {mayCorrect && isRefused(became) ? (
        <p className="text-muted">Its correction was refused as well, and is corrected there.</p>
      ) : null}
      {beginning === null || begun !== null ? null : (
        <div>
          <Button ref={opener} size="small" onClick={() => setBegun(beginning)}>
            {correctedBy === null ? "Correct this event" : "Correct it once more"}
          </Button>
        </div>
      )}
      {begun === null ? null : (
        <CorrectionEditor
          receiptId={receipt.id}
          item={item.item}
          beginning={begun}
          onSent={finish}
          onCancel={cancel}
        />
      )}
    </>
  );
}
