import { Ban, CircleCheck } from "lucide-react";
import { Status } from "#components/status/status.tsx";
import type { Column } from "#components/table/data-table.tsx";
import { Time } from "#components/time/time.tsx";
import { RevokeKey } from "./revoke-key.tsx";
import type { ApiKeyRow } from "./rows.ts";
import { scopeList } from "./scopes.ts";

const COLUMNS: readonly Column<ApiKeyRow>[] = [
  {
    id: "name",
    header: "Key",
    className: "w-auto",
    cell: (row) => (
      <>
        <span className="font-medium" title={`${row.name} (${row.prefix}…)`}>
          {row.name}
        </span>
        <span className="text-muted @md:hidden"> · {scopeList(row.scopes)}</span>
      </>
    ),
  },
  {
    id: "prefix",
    header: "Begins with",
    className: "hidden w-36 @xl:table-cell",
    cell: (row) => <span className="font-mono text-xs">{row.prefix}…</span>,
  },
  {
    id: "scopes",
    header: "Scopes",
    className: "hidden w-32 @md:table-cell",
    cell: (row) => <span title={scopeList(row.scopes)}>{scopeList(row.scopes)}</span>,
  },
  {
    id: "created",
    header: "Created",
    className: "hidden w-28 @xl:table-cell",
    cell: (row) => <Time instant={row.createdAt} />,
  },
  { id: "state", header: "State", className: "w-24 @xl:w-48", cell: (row) => <KeyState row={row} /> },
];

const REVOKE: Column<ApiKeyRow> = {
  id: "revoke",
  header: "Action",
  className: "w-22",
  cell: (row) => (row.revokedAt === null ? <RevokeKey row={row} /> : null),
};

/** The last column is for those who may revoke. */
export function apiKeyColumns(mayWrite: boolean): readonly Column<ApiKeyRow>[] {
  return mayWrite ? [...COLUMNS, REVOKE] : COLUMNS;
}

function KeyState({ row: { revokedAt } }: { readonly row: ApiKeyRow }) {
  if (revokedAt === null) return <Status appearance={{ icon: CircleCheck, word: "Live", tone: "good" }} />;
  return (
    <span className="flex items-center gap-2">
      <Status appearance={{ icon: Ban, word: "Revoked", tone: "neutral" }} />
      <span className="hidden text-muted @xl:inline">
        <Time instant={revokedAt} />
      </span>
    </span>
  );
}
