import { type JsonObject, type JsonValue, memberOf } from "#schemas/json/value.ts";
import {
  MAX_COLUMN_NAME_CHARACTERS,
  MAX_TABLE_BYTES,
  MAX_TABLE_COLUMNS,
  MAX_TABLE_KEY_CHARACTERS,
  MAX_TABLE_ROWS,
} from "#schemas/reference-table.ts";

/** The rows of a reference table: `rows` is JSON text, an object of rows by key. */
export type RowsReading =
  | { readonly outcome: "read"; readonly rowCount: number; readonly rows: string }
  | { readonly outcome: "refused"; readonly message: string };

/** A row, and where it is in what was uploaded: `Line 3` of a file, `Row 2` of a list, or its key. */
export interface UploadedRow {
  readonly place: string;
  readonly row: JsonObject;
}

/** Controls, and what looks like nothing: keys are compared, and shown in lists. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Makes a table of rows, each found by the value of its key column. */
export function tableOf(uploaded: readonly UploadedRow[], keyColumn: string): RowsReading {
  if (uploaded.length === 0) return refuse("The table has no rows.");
  if (uploaded.length > MAX_TABLE_ROWS) {
    return refuse(`The table has ${uploaded.length} rows; at most ${MAX_TABLE_ROWS} are allowed.`);
  }
  const texts = new Map<string, string>();
  let characters = 2;
  for (const { place, row } of uploaded) {
    const fault = faultOf(row);
    if (fault !== null) return refuse(`${place}: ${fault}`);
    const key = keyOf(memberOf(row, keyColumn));
    if (key === null)
      return refuse(`${place}: the column "${keyColumn}" must have a text or a number to find the row by.`);
    if (key.length > MAX_TABLE_KEY_CHARACTERS || UNPRINTABLE.test(key)) {
      return refuse(
        `${place}: a key has at most ${MAX_TABLE_KEY_CHARACTERS} characters, all of them printable.`,
      );
    }
    if (texts.has(key))
      return refuse(`${place}: the key ${JSON.stringify(key)} is there already. Each key may occur once.`);
    const text = JSON.stringify(row);
    characters += key.length + text.length + 4;
    if (characters > MAX_TABLE_BYTES)
      return refuse(`The table has more than ${MAX_TABLE_BYTES} characters as JSON.`);
    texts.set(key, text);
  }
  const members = Array.from(texts, ([key, text]) => `${JSON.stringify(key)}:${text}`);
  return { outcome: "read", rowCount: texts.size, rows: `{${members.join(",")}}` };
}

function faultOf(row: JsonObject): string | null {
  const names = Object.keys(row);
  if (names.length > MAX_TABLE_COLUMNS) return `there are more than ${MAX_TABLE_COLUMNS} columns.`;
  if (names.includes("")) return "a column has no name.";
  const long = names.find((name) => name.length > MAX_COLUMN_NAME_CHARACTERS);
  return long === undefined
    ? null
    : `a column's name has more than ${MAX_COLUMN_NAME_CHARACTERS} characters.`;
}

/** Null: the value cannot be a key. */
function keyOf(value: JsonValue | undefined): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

/** @param message may repeat what was uploaded, whatever characters that has */
export function refuse(message: string): Extract<RowsReading, { readonly outcome: "refused" }> {
  return { outcome: "refused", message: message.toWellFormed().replaceAll(/\p{Cc}/gu, " ") };
}
