import { OutcomeBadge } from "#components/status/status.tsx";
import type { Column } from "#components/table/data-table.tsx";
import { byteCount, wholeNumber } from "#components/time/format.ts";
import { Time } from "#components/time/time.tsx";
import type { Outputs } from "#components/trpc/client.ts";
import { reasonLabel, reasonSentence } from "./reasons.ts";

export type ReceiptRow = Outputs["receipts"]["list"]["rows"][number];

/** @param onOpen opens the inspector */
export function receiptColumns(onOpen: (id: string) => void): readonly Column<ReceiptRow>[] {
  return [
    { id: "time", header: "Received", className: "w-24", cell: (row) => <Time instant={row.receivedAt} /> },
    {
      id: "outcome",
      header: "Outcome",
      className: "w-32",
      cell: (row) => (
        <button
          type="button"
          aria-label={`Open the receipt: ${row.outcome}`}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(row.id);
          }}
          className="rounded-sm"
        >
          <OutcomeBadge outcome={row.outcome} />
        </button>
      ),
    },
    {
      id: "reason",
      header: "Reason",
      cell: (row) => <Reason row={row} />,
    },
    { id: "source", header: "Source", className: "hidden w-32 @lg:table-cell", cell: (row) => row.sourceKey },
    { id: "door", header: "Door", className: "hidden w-24 @4xl:table-cell", cell: (row) => row.door },
    {
      id: "request",
      header: "Request",
      className: "hidden @3xl:table-cell",
      cell: (row) => (
        <span className="font-mono text-xs" title={`${row.method} ${row.path}`}>
          {row.method} {row.path}
        </span>
      ),
    },
    { id: "status", header: "Answer", className: "hidden w-18 @xl:table-cell", cell: (row) => row.status },
    {
      id: "size",
      header: "Body",
      className: "hidden w-22 text-right @4xl:table-cell",
      cell: (row) => byteCount(row.bodyBytes),
    },
  ];
}

function Reason({ row: { reason, requests } }: { readonly row: ReceiptRow }) {
  if (reason === null) return null;
  return (
    <>
      <span title={reasonSentence(reason)}>{reasonLabel(reason)}</span>
      {requests === 1 ? null : (
        <span className="text-muted" title={`Stands for ${wholeNumber(requests)} requests`}>
          {" "}
          × {wholeNumber(requests)}
        </span>
      )}
    </>
  );
}
