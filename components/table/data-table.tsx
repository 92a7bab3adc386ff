"use client";

import { createColumnHelper, type RowData, tableFeatures, useTable } from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { cn } from "#components/ui/class-names.ts";

const features = tableFeatures({});

/** A column: `className` sets width and the screen sizes that it is shown on. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly className?: string;
}

interface DataTableProps<Row> {
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly selectedId?: string | null;
  /** A click anywhere in the row; the row's own link does the same for keyboards. */
  readonly onSelect?: (row: Row) => void;
}

/** Rows of 32 px under a header that stays in sight. Columns come and go with the width of the list, not of the screen. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, selectedId, onSelect } = props;
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column) =>
      helper.display({
        id: column.id,
        header: column.header,
        cell: ({ row }) => column.cell(row.original),
      }),
    );
  }, [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowId });
  const classNames = new Map(columns.map((column) => [column.id, column.className]));
  return (
    <div className="@container">
      <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0">
        <thead>
          <tr>
            {table.getFlatHeaders().map((header) => (
              <th
                key={header.id}
                scope="col"
                className={cn(
                  "sticky top-0 z-10 h-8 truncate border-b bg-surface px-2 text-left text-xs font-medium text-muted first:pl-4 last:pr-4",
                  classNames.get(header.column.id),
                )}
              >
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-row-id={row.id}
              data-selected={row.id === selectedId || undefined}
              onClick={onSelect && (() => onSelect(row.original))}
              className={cn(
                "group/row hover:bg-hover data-selected:bg-selected",
                onSelect && "cursor-pointer",
              )}
            >
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  className={cn(
                    "h-8 truncate border-b px-2 first:pl-4 last:pr-4",
                    classNames.get(cell.column.id),
                  )}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
