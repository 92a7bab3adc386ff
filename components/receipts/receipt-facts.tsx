import { Identifier } from "#components/identity/identifier.tsx";
import { OutcomeBadge } from "#components/status/status.tsx";
import { byteCount } from "#components/time/format.ts";
import { Time } from "#components/time/time.tsx";
import { Facts } from "#components/ui/section.tsx";
import type { ReceiptDetails } from "./details.ts";
import { reasonLabel, reasonSentence } from "./reasons.ts";
import { detailMessage } from "./refusal-detail.ts";

export function ReceiptFacts({ receipt }: { readonly receipt: ReceiptDetails["receipt"] }) {
  const { reason, sourceName, sourceKey } = receipt;
  return (
    <div className="border-b px-4 py-3">
      <p className="text-base font-semibold">
        <OutcomeBadge outcome={receipt.outcome} />
      </p>
      {reason === null ? null : (
        <p className="mt-1 mb-2">
          <span className="font-medium">{reasonLabel(reason)}.</span>{" "}
          {detailMessage(receipt.detail) ?? reasonSentence(reason)}
        </p>
      )}
      <Facts
        facts={[
          ["Receipt id", <Identifier key="id" value={receipt.id} what="receipt id" />],
          ["Received", <Time key="received" instant={receipt.receivedAt} />],
          [
            "Processed",
            receipt.processedAt === null ? "—" : <Time key="processed" instant={receipt.processedAt} />,
          ],
          ["Source", sourceName === null ? sourceKey : `${sourceName} (${sourceKey})`],
          ["Door", receipt.door],
          [
            "Request",
            <span key="request" className="min-w-0 font-mono text-xs break-all">
              {receipt.method} {receipt.path}
            </span>,
          ],
          ["From", receipt.remoteAddress ?? "—"],
          ["Answer", `HTTP ${receipt.status}`],
          ["Body", byteCount(receipt.bodyBytes)],
          ...(receipt.failures === 0 ? [] : [["Failures", String(receipt.failures)] as const]),
        ]}
      />
    </div>
  );
}
