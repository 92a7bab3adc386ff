import { CsvError, parse } from "csv-parse/sync";
import { JSON_LIMITS } from "#schemas/json/limits.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { scanJson } from "#schemas/json/scan.ts";
import { isJsonObject, type JsonObject } from "#schemas/json/value.ts";
import { MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, type TableUpload } from "#schemas/reference-table.ts";
import { type RowsReading, tableOf, type UploadedRow } from "#server/domain/rules/reference-rows.ts";

/** What spreadsheets of different countries put between columns. */
const DELIMITERS = [",", ";", "\t"] as const;

const LIMITS = { ...JSON_LIMITS, maxKeys: MAX_TABLE_ROWS * 20, maxItems: MAX_TABLE_ROWS + 1 };

/** Reads an uploaded table, which is hostile input: in the process that evaluates, whatever it takes. */
export function readTable({ format, content, keyColumn }: TableUpload): RowsReading {
  switch (format) {
    case "csv":
      return readCsv(content, keyColumn);
    case "json":
      return readJson(content, keyColumn);
  }
}

function readCsv(content: string, keyColumn: string): RowsReading {
  if (content.includes("\u0000") || !content.isWellFormed()) {
    return refuse("The file holds characters that are no text. Save it as CSV in UTF-8.");
  }
  const [header = ""] = content.split("\n", 1);
  const delimiter = DELIMITERS.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ",";
  let records: readonly (readonly string[])[];
  try {
    records = parse(content, { bom: true, delimiter, skip_empty_lines: true, to: MAX_TABLE_ROWS + 2 });
  } catch (error) {
    if (error instanceof CsvError) return refuse(`The file is not CSV that can be read: ${error.message}.`);
    throw error;
  }
  const [names, ...rows] = records;
  if (names === undefined) return refuse("The table has no rows.");
  const columns = names.map((name) => name.trim());
  const doubled = columns.find((name, index) => columns.indexOf(name) !== index);
  if (doubled !== undefined)
    return refuse(`The first line names the column "${doubled.slice(0, 100)}" twice.`);
  if (columns.length > MAX_TABLE_COLUMNS) return refuse(`There are more than ${MAX_TABLE_COLUMNS} columns.`);
  if (!columns.includes(keyColumn)) {
    return refuse(
      `The first line names no column "${keyColumn}". It names: ${columns.join(", ").slice(0, 200)}.`,
    );
  }
  return tableOf(
    rows.map((values, index) => ({ place: `Row ${index + 1}`, row: rowOf(columns, values) })),
    keyColumn,
  );
}

function rowOf(columns: readonly string[], values: readonly string[]): JsonObject {
  return Object.fromEntries(columns.map((name, index) => [name, values[index] ?? ""]));
}

function readJson(content: string, keyColumn: string): RowsReading {
  const scan = scanJson(content, LIMITS);
  if (scan.outcome === "invalid")
    return refuse(`${scan.message}${scan.pointer === "" ? "" : ` (at ${scan.pointer})`}`);
  const value = parseJson(content);
  const uploaded: UploadedRow[] = [];
  const entries: Iterable<readonly [string, unknown]> = isJsonObject(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.map((row, index) => [`Row ${index + 1}`, row] as const)
      : [];
  for (const [name, row] of entries) {
    if (!isRow(row))
      return refuse(`${shown(name)}: a row is an object, such as {"code": "DE", "name": "Germany"}.`);
    const isKeyed = isJsonObject(value);
    uploaded.push({ place: shown(name), row: isKeyed ? { ...row, [keyColumn]: name } : row });
  }
  return tableOf(uploaded, keyColumn);
}

function isRow(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100).toWellFormed()}…` : name;
}

function refuse(message: string): RowsReading {
  return { outcome: "refused", message: message.toWellFormed().replaceAll(/\p{Cc}/gu, " ") };
}
