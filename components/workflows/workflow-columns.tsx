import { DeliveryStatusBadge } from "#components/status/status.tsx";
import type { Column } from "#components/table/data-table.tsx";
import { Time } from "#components/time/time.tsx";
import type { WorkflowRow } from "./rows.ts";
import { WorkflowSwitch } from "./workflow-switch.tsx";

export const WORKFLOW_COLUMNS: readonly Column<WorkflowRow>[] = [
  { id: "enabled", header: "On", className: "w-16", cell: (row) => <WorkflowSwitch row={row} /> },
  {
    id: "name",
    header: "Workflow",
    className: "w-auto @xl:w-[26%]",
    cell: (row) => (
      <span className="font-medium" title={row.description || row.name}>
        {row.name}
      </span>
    ),
  },
  {
    id: "target",
    header: "Target",
    className: "hidden @xl:table-cell",
    cell: (row) => <TargetText row={row} />,
  },
  {
    id: "patterns",
    header: "Patterns",
    className: "hidden w-22 text-right @2xl:table-cell",
    cell: (row) => row.patterns,
  },
  {
    id: "last",
    header: "Last delivery",
    className: "w-32 @xl:w-48",
    cell: (row) => <LastDelivery row={row} />,
  },
];

function TargetText({ row }: { readonly row: WorkflowRow }) {
  switch (row.target.kind) {
    case "log":
      return <span className="text-muted">Log line</span>;
    case "http":
      return (
        <span className="font-mono text-xs" title={row.target.url}>
          POST {row.target.url}
        </span>
      );
  }
}

function LastDelivery({ row }: { readonly row: WorkflowRow }) {
  if (row.lastDeliveryAt === null || row.lastDeliveryStatus === null)
    return <span className="text-muted">never</span>;
  return (
    <span className="flex items-center gap-2">
      <DeliveryStatusBadge status={row.lastDeliveryStatus} />
      <span className="hidden text-muted @xl:inline">
        <Time instant={row.lastDeliveryAt} />
      </span>
    </span>
  );
}
