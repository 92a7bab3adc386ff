import type { TableUpload } from "#schemas/reference-table.ts";
import type { RowsReading } from "#server/domain/rules/reference-rows.ts";
import { readCsvTable } from "./read-csv-table.ts";
import { readJsonTable } from "./read-json-table.ts";

/** Reads an uploaded table, which is hostile input: in the process that evaluates, whatever it takes. */
export function readTable({ format, content, keyColumn }: TableUpload): RowsReading {
  switch (format) {
    case "csv":
      return readCsvTable(content, keyColumn);
    case "json":
      return readJsonTable(content, keyColumn);
  }
}
