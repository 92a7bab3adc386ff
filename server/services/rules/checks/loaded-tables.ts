import { parseJson } from "#schemas/json/parse.ts";
import { isJsonObject, type JsonObject } from "#schemas/json/value.ts";
import type { TableText } from "./protocol.ts";

interface LoadedTable {
  readonly key: string;
  readonly rows: ReadonlyMap<string, string>;
}

/** The reference tables that this process was given. Rows are kept as text: parsed, they would take several times the memory. */
export class LoadedTables {
  readonly #tables = new Map<string, LoadedTable>();

  load({ name, key, rows }: TableText): void {
    const parsed = parseJson(rows);
    const entries = isJsonObject(parsed) ? Object.entries(parsed) : [];
    this.#tables.set(name, { key, rows: new Map(entries.map(([id, row]) => [id, JSON.stringify(row)])) });
  }

  has({ name, key }: Omit<TableText, "rows">): boolean {
    return this.#tables.get(name)?.key === key;
  }

  /** Null when the table has no row with this key. @throws when there is no such table */
  row(name: string, id: string): JsonObject | null {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`there is no reference table "${name}"`);
    const text = table.rows.get(id);
    const row = text === undefined ? null : parseJson(text);
    return row !== null && isJsonObject(row) ? row : null;
  }
}
