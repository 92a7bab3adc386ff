import Link from "next/link";
import { CopyButton } from "#components/identity/copy-button.tsx";
import type { Column } from "#components/table/data-table.tsx";
import { presetTitle } from "./preset-names.ts";
import type { SourceRow } from "./rows.ts";
import { addressOf } from "./source-address.ts";
import { SourceState } from "./source-state.tsx";

export function sourceColumns(publicUrl: string): readonly Column<SourceRow>[] {
  return [
    {
      id: "name",
      header: "Source",
      className: "w-[36%] @xl:w-[24%]",
      cell: (row) => (
        <Link
          href={`/sources/${row.id}`}
          className="font-medium underline-offset-2 hover:underline"
          title={row.name}
        >
          {row.name}
        </Link>
      ),
    },
    {
      id: "key",
      header: "Key",
      className: "hidden w-28 @2xl:table-cell @4xl:w-40",
      cell: (row) => (
        <span className="font-mono text-xs" title={row.key}>
          {row.key}
        </span>
      ),
    },
    {
      id: "preset",
      header: "Preset",
      className: "hidden w-28 @2xl:table-cell @4xl:w-36",
      cell: (row) => <span title={presetTitle(row.preset)}>{presetTitle(row.preset)}</span>,
    },
    {
      id: "address",
      header: "Address to paste",
      cell: (row) => <Address url={addressOf(publicUrl, row)} />,
    },
    { id: "enabled", header: "State", className: "w-28", cell: (row) => <SourceState row={row} /> },
  ];
}

function Address({ url }: { readonly url: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate font-mono text-xs" title={url}>
        {url}
      </span>
      <CopyButton text={url} what="address" />
    </span>
  );
}
