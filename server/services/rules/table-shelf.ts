import type { Sql } from "#db/client.ts";
import {
  referenceTableRows,
  referenceTableVersions,
  type TableVersion,
} from "#db/queries/reference-tables.ts";
import type { TableText } from "./checks/protocol.ts";

/** The reference tables that rules name, as the processes that evaluate are given them. */
export class TableShelf {
  readonly #tables: ReadonlyMap<string, TableText>;

  constructor(tables: readonly TableText[]) {
    this.#tables = new Map(tables.map((table) => [table.name, table]));
  }

  /** A shelf with these tables, of those that there are, at their present versions. Of the others, rows are not read again. */
  async refreshed(sql: Sql, names: ReadonlySet<string>): Promise<TableShelf> {
    if (names.size === 0) return new TableShelf([]);
    const present = (await referenceTableVersions(sql)).filter(({ name }) => names.has(name));
    const isKept = (table: TableVersion) => this.#tables.get(table.name)?.key === keyOf(table);
    const changed = present.filter((table) => !isKept(table)).map(({ name }) => name);
    const read = changed.length === 0 ? [] : await referenceTableRows(sql, changed);
    return new TableShelf([
      ...this.of(present.filter(isKept).map(({ name }) => name)),
      ...read.map((table) => ({ name: table.name, key: keyOf(table), rows: table.rows })),
    ]);
  }

  /** Those of the tables that there are. */
  of(names: Iterable<string>): TableText[] {
    return [...new Set(names)].flatMap((name) => this.#tables.get(name) ?? []);
  }
}

function keyOf({ version, createdAt }: TableVersion): string {
  return `${version} ${createdAt}`;
}
