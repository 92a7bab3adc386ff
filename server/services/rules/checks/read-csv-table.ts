import { CsvError, parse } from "csv-parse/sync";
import type { JsonObject } from "#schemas/json/value.ts";
import { MAX_TABLE_COLUMNS, MAX_TABLE_ROWS } from "#schemas/reference-table.ts";
import { type RowsReading, refuse, tableOf } from "#server/domain/rules/reference-rows.ts";

/** What spreadsheets of different countries put between columns. */
const DELIMITERS = [",", ";", "\t"] as const;

const BYTE_ORDER_MARK = "\ufeff";

/** The line in which Excel says what stands between columns. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?[ \t]*$/i;

const LINE_END = /\r\n|\r|\n/g;

interface CsvRecord {
  readonly values: readonly string[];
  /** Of the file, from one: where the record begins. */
  readonly line: number;
}

type CsvReading =
  | { readonly outcome: "read"; readonly records: readonly CsvRecord[] }
  | Extract<RowsReading, { readonly outcome: "refused" }>;

/** Reads a table from a CSV file (RFC 4180) whose first line names the columns. Lines that are empty do not count. */
export function readCsvTable(content: string, keyColumn: string): RowsReading {
  if (content.includes("\u0000") || !content.isWellFormed()) {
    return refuse("The file holds characters that are no text. Save it as CSV in UTF-8.");
  }
  const reading = readRecords(content);
  if (reading.outcome === "refused") return reading;
  const [header, ...records] = reading.records;
  if (header === undefined) return refuse("The table has no rows.");
  const columns = header.values.map((name) => name.trim());
  const fault = faultOf(columns, keyColumn);
  if (fault !== null) return refuse(fault);
  const rows = records.map((record) => ({
    place: `Line ${record.line}`,
    row: rowOf(columns, record, keyColumn),
  }));
  return tableOf(rows, keyColumn);
}

function readRecords(content: string): CsvReading {
  const { delimiter, text } = openingOf(content);
  const records: CsvRecord[] = [];
  const onRecord = (values: string[], { lines }: { readonly lines: number }) => {
    records.push({ values, line: lines - lineEndsIn(values) });
    return null;
  };
  try {
    parse(text, { delimiter, on_record: onRecord, skip_empty_lines: true, to: MAX_TABLE_ROWS + 2 });
    return { outcome: "read", records };
  } catch (error) {
    if (error instanceof CsvError) return refuse(`The file is not CSV that can be read: ${error.message}.`);
    throw error;
  }
}

interface Opening {
  readonly delimiter: string;
  /** The file; where it had a line that names the delimiter, an empty one. */
  readonly text: string;
}

/** What stands between columns: what the file says, else what its first line that is not empty has most. */
function openingOf(content: string): Opening {
  const text = content.startsWith(BYTE_ORDER_MARK) ? content.slice(1) : content;
  const start = text.search(/[^\r\n]/);
  if (start < 0) return { delimiter: ",", text: "" };
  const end = start + text.slice(start).search(/[\r\n]|$/);
  const first = text.slice(start, end);
  const named = SEPARATOR_LINE.exec(first)?.[1];
  if (named !== undefined) return { delimiter: named, text: `${text.slice(0, start)}${text.slice(end)}` };
  const [delimiter = ","] = DELIMITERS.toSorted((a, b) => first.split(b).length - first.split(a).length);
  return { delimiter, text };
}

function lineEndsIn(values: readonly string[]): number {
  return values.reduce((sum, value) => sum + (value.match(LINE_END)?.length ?? 0), 0);
}

function faultOf(columns: readonly string[], keyColumn: string): string | null {
  const doubled = columns.find((name, index) => columns.indexOf(name) !== index);
  if (doubled !== undefined) return `The first line names the column "${doubled.slice(0, 100)}" twice.`;
  if (columns.length > MAX_TABLE_COLUMNS) return `There are more than ${MAX_TABLE_COLUMNS} columns.`;
  if (columns.includes(keyColumn)) return null;
  return `The first line names no column "${keyColumn}". It names: ${columns.join(", ").slice(0, 200)}.`;
}

/** Blanks around a key are no more seen than those around a column's name. */
function rowOf(columns: readonly string[], { values }: CsvRecord, keyColumn: string): JsonObject {
  return Object.fromEntries(
    columns.map((name, index) => {
      const value = values[index] ?? "";
      return [name, name === keyColumn ? value.trim() : value];
    }),
  );
}
