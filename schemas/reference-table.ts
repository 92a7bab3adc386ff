import { z } from "zod";

/** What a rule writes in quotes; short enough to be read there. */
export const MAX_TABLE_NAME_CHARACTERS = 64;

/** A table of 50 000 rows of 100 characters. Larger data belong into a service that a workflow asks. */
export const MAX_TABLE_BYTES = 5 * 1024 * 1024;
export const MAX_TABLE_ROWS = 50_000;

/** What a row may have, and how long a key and a column's name may be, in characters. */
export const MAX_TABLE_COLUMNS = 200;
export const MAX_TABLE_KEY_CHARACTERS = 255;
export const MAX_COLUMN_NAME_CHARACTERS = 120;

/** All tables together are in the memory of every process that evaluates rules. */
export const MAX_TABLES = 100;
export const MAX_ALL_TABLES_BYTES = 20 * 1024 * 1024;

const TABLE_NAME = /^[a-z][a-z0-9_-]*$/;
export const TABLE_NAME_RULE =
  "Use lower-case letters, digits, _ and -, and begin with a letter: country-codes.";

/** A name that a rule can write: lower case, so that none differs from another by case alone. */
export const tableName = z
  .string()
  .min(1, "Give the table a name.")
  .max(MAX_TABLE_NAME_CHARACTERS, `Use at most ${MAX_TABLE_NAME_CHARACTERS} characters.`)
  .regex(TABLE_NAME, TABLE_NAME_RULE);

export function isTableName(text: string): boolean {
  return tableName.safeParse(text).success;
}

/** How a table's rows are sent. */
const TABLE_FORMATS = ["csv", "json"] as const;

/**
 * The rows of a table. `csv`: the first line names the columns; every value is text, formulas too. `json`: an array of
 * objects, or an object of objects by key.
 */
export const tableUpload = z.strictObject({
  format: z.enum(TABLE_FORMATS),
  /** The column whose value finds a row. Each row has one, and no two the same. */
  keyColumn: z
    .string()
    .trim()
    .min(1, "Name the column that rows are found by.")
    .max(MAX_COLUMN_NAME_CHARACTERS, `A column's name has at most ${MAX_COLUMN_NAME_CHARACTERS} characters.`),
  content: z.string().max(MAX_TABLE_BYTES, `A table has at most ${MAX_TABLE_BYTES / 1024 / 1024} MiB.`),
});
export type TableUpload = z.infer<typeof tableUpload>;

/** `version`: the one that the person saw; 0 when there was none. Left out: whatever there is, is replaced. */
export const uploadTableInput = tableUpload.extend({
  name: tableName,
  version: z.number().int().min(0).optional(),
});

/** Postgres holds no U+0000, and no key has a control character. */
const rowKey = z
  .string()
  .max(MAX_TABLE_KEY_CHARACTERS)
  .regex(/^\P{Cc}*$/u, "A key has printable characters.");

/** A table that there may be: whoever asks for a name that none can have learns that it is not there. */
export const byTableName = z.object({
  name: z
    .string()
    .max(MAX_TABLE_NAME_CHARACTERS)
    .regex(/^[\w-]*$/, TABLE_NAME_RULE),
});
export const tableRowsInput = byTableName.extend({
  cursor: rowKey.nullish(),
});
export const tableRowInput = byTableName.extend({ key: rowKey });
