import Link from "next/link";
import { Identifier } from "#components/identity/identifier.tsx";
import { OutcomeBadge } from "#components/status/status.tsx";
import { byteCount, wholeNumber } from "#components/time/format.ts";
import { Time } from "#components/time/time.tsx";
import { Facts } from "#components/ui/section.tsx";
import type { ReceiptDetails } from "./details.ts";
import { diagnosisWords } from "./diagnosis-words.ts";
import { QuarantineActions } from "./quarantine-actions.tsx";
import { reasonLabel, reasonSentence } from "./reasons.ts";
import { detailDiagnosis, detailMessage } from "./refusal-detail.ts";
import { RejudgeReceipt } from "./rejudge-receipt.tsx";

export function ReceiptFacts({ details }: { readonly details: ReceiptDetails }) {
  const { receipt } = details;
  const { reason, sourceName, sourceKey } = receipt;
  return (
    <div className="border-b px-4 py-3">
      <p className="mb-1.5 text-base font-semibold">
        <OutcomeBadge outcome={receipt.outcome} />
      </p>
      {reason === null ? null : (
        <p className="mb-2 break-words">
          <span className="font-medium">{reasonLabel(reason)}.</span>{" "}
          {detailMessage(receipt.detail) ?? reasonSentence(reason)}
        </p>
      )}
      <QuarantineActions details={details} />
      <RejudgeReceipt details={details} />
      <Facts
        facts={[
          ...diagnosisFacts(receipt.detail),
          ["Receipt id", <Identifier key="id" value={receipt.id} what="receipt id" />],
          ...(receipt.requests === 1
            ? []
            : [["Stands for", `${wholeNumber(receipt.requests)} requests`] as const]),
          ["Received", <Time key="received" instant={receipt.receivedAt} />],
          [
            "Processed",
            receipt.processedAt === null ? "—" : <Time key="processed" instant={receipt.processedAt} />,
          ],
          ["Source", sourceName === null ? sourceKey : `${sourceName} (${sourceKey})`],
          ["Door", receipt.door],
          ...correctionFacts(receipt),
          [
            "Request",
            <span key="request" className="min-w-0 font-mono text-xs break-all">
              {receipt.method} {receipt.path}
            </span>,
          ],
          ["From", receipt.remoteAddress ?? "—"],
          ["Answer", `HTTP ${receipt.status}`],
          ["Body", receipt.requests === 1 ? byteCount(receipt.bodyBytes) : "—"],
          ...(receipt.failures === 0 ? [] : [["Failures", String(receipt.failures)] as const]),
        ]}
      />
    </div>
  );
}

function correctionFacts({ correctsReceiptId }: ReceiptDetails["receipt"]) {
  if (correctsReceiptId === null) return [];
  return [
    [
      "Corrects",
      <Link
        key="corrects"
        href={`/receipts/${correctsReceiptId}`}
        className="text-accent underline underline-offset-2"
      >
        an event of another request
      </Link>,
    ] as const,
  ];
}

function diagnosisFacts(detail: string | null): (readonly [string, string])[] {
  const diagnosis = detailDiagnosis(detail);
  return diagnosis === null ? [] : [["Diagnosis", diagnosisWords(diagnosis)]];
}
