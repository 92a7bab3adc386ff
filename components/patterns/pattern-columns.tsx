import { CirclePause } from "lucide-react";
import Link from "next/link";
import type { Column } from "#components/table/data-table.tsx";
import { boundedCount } from "#components/time/format.ts";
import { Time } from "#components/time/time.tsx";
import { MAX_MATCHES_COUNTED } from "#schemas/pattern-definition.ts";
import { PatternSwitch } from "./pattern-switch.tsx";
import type { PatternRow } from "./rows.ts";

export const PATTERN_COLUMNS: readonly Column<PatternRow>[] = [
  { id: "enabled", header: "On", className: "w-16", cell: (row) => <PatternSwitch row={row} /> },
  {
    id: "name",
    header: "Pattern",
    className: "w-auto @xl:w-[22%]",
    cell: (row) => (
      <Link
        href={`/patterns/${row.id}`}
        className="font-medium underline-offset-2 hover:underline"
        title={row.name}
      >
        {row.name}
      </Link>
    ),
  },
  {
    id: "rule",
    header: "Matches events named",
    className: "hidden @xl:table-cell",
    cell: (row) => <Rule row={row} />,
  },
  {
    id: "filters",
    header: "Filters",
    className: "hidden w-16 text-right @4xl:table-cell",
    cell: (row) => row.filterCount,
  },
  {
    id: "workflow",
    header: "Workflow",
    className: "hidden w-[18%] @3xl:table-cell",
    cell: (row) => <Target row={row} />,
  },
  {
    id: "matches",
    header: "Matches",
    className: "w-20 text-right",
    cell: (row) => boundedCount(row.matches, MAX_MATCHES_COUNTED),
  },
  {
    id: "last",
    header: "Last match",
    className: "w-26",
    cell: (row) =>
      row.lastMatchAt === null ? (
        <span className="text-muted">never</span>
      ) : (
        <Time instant={row.lastMatchAt} />
      ),
  },
  {
    id: "version",
    header: "Version",
    className: "hidden w-18 text-right @4xl:table-cell",
    cell: (row) => row.version,
  },
];

function Rule({ row }: { readonly row: PatternRow }) {
  return (
    <span title={`${row.type}: ${row.value}`}>
      <span className="mr-1.5 inline-block w-10 text-xs text-muted">{row.type}</span>
      <span className="font-mono text-xs">{row.value}</span>
    </span>
  );
}

function Target({ row }: { readonly row: PatternRow }) {
  if (row.workflowEnabled) return row.workflowName;
  return (
    <span
      className="flex max-w-full items-center gap-1.5"
      title="This workflow is off: the pattern matches nothing"
    >
      <CirclePause aria-label="Off" className="size-3.5 shrink-0 text-muted" />
      <span className="truncate">{row.workflowName}</span>
    </span>
  );
}
