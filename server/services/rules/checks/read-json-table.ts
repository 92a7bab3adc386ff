import { JSON_LIMITS } from "#schemas/json/limits.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { type JsonAccepted, scanJson } from "#schemas/json/scan.ts";
import { isJsonObject, type JsonObject } from "#schemas/json/value.ts";
import { MAX_TABLE_ROWS } from "#schemas/reference-table.ts";
import { findInexactNumber, type PlacedNumber } from "#server/domain/rules/exact-number.ts";
import { type RowsReading, refuse, tableOf, type UploadedRow } from "#server/domain/rules/reference-rows.ts";

const LIMITS = { ...JSON_LIMITS, maxKeys: MAX_TABLE_ROWS * 20, maxItems: MAX_TABLE_ROWS + 1 };

/** Characters of a key or a number that a message repeats. */
const MAX_SHOWN_CHARACTERS = 100;

/** Reads a table from JSON: an array of rows, or an object of rows by key. */
export function readJsonTable(content: string, keyColumn: string): RowsReading {
  const scan = scanJson(content, LIMITS);
  if (scan.outcome === "invalid")
    return refuse(`${scan.message}${scan.pointer === "" ? "" : ` (at ${scan.pointer})`}`);
  const inexact = findInexactNumber(content);
  if (inexact !== null) return refuse(describeInexact(content, scan, inexact));
  const value = parseJson(content);
  const uploaded: UploadedRow[] = [];
  const entries: Iterable<readonly [string, unknown]> = isJsonObject(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.map((row, index) => [rowName(index), row] as const)
      : [];
  for (const [name, row] of entries) {
    if (!isRow(row))
      return refuse(`${shown(name)}: a row is an object, such as {"code": "DE", "name": "Germany"}.`);
    const isKeyed = isJsonObject(value);
    uploaded.push({ place: shown(name), row: isKeyed ? { ...row, [keyColumn]: name } : row });
  }
  return tableOf(uploaded, keyColumn);
}

/** Kept as a double, it would be another value, or find another row, than what was sent. */
function describeInexact(content: string, scan: JsonAccepted, { text, at }: PlacedNumber): string {
  const rows = [...scan.members, ...scan.items.map((slice, index) => [rowName(index), slice] as const)];
  const row = rows.find(([, { start, end }]) => start <= at && at < end);
  if (row === undefined) return describeNumber(text);
  const [name, { start, end }] = row;
  const inside = scanJson(content.slice(start, end), LIMITS);
  const columns = inside.outcome === "ok" ? [...inside.members] : [];
  const column = columns.find(([, slice]) => start + slice.start <= at && at < start + slice.end);
  const place = column === undefined ? shown(name) : `${shown(name)}, column "${shown(column[0])}"`;
  return `${place}: ${describeNumber(text)}`;
}

function describeNumber(text: string): string {
  return `the number ${shown(text)} has more digits than a number keeps. Send it as text, in quotes.`;
}

function rowName(index: number): string {
  return `Row ${index + 1}`;
}

function isRow(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(name: string): string {
  return name.length > MAX_SHOWN_CHARACTERS ? `${name.slice(0, MAX_SHOWN_CHARACTERS).toWellFormed()}…` : name;
}
