import Link from "next/link";
import { OutcomeBadge } from "#components/status/status.tsx";

interface CorrectedByProps {
  readonly receiptId: string;
  /** Null while it is not known. */
  readonly outcome: string | null;
}

/** The last correction that was sent for an event, and what became of it. */
export function CorrectedBy({ receiptId, outcome }: CorrectedByProps) {
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3">
      <span>
        Corrected by{" "}
        <Link href={`/receipts/${receiptId}`} className="text-accent underline underline-offset-2">
          another request
        </Link>
        {outcome === null ? "." : ":"}
      </span>
      {outcome === null ? null : <OutcomeBadge outcome={outcome} />}
    </p>
  );
}
