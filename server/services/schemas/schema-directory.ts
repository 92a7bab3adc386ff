import type { LiveSchemaRow } from "#db/queries/event-schemas.ts";

/** Which schema an event is judged by. */
export type SchemaChoice =
  | { readonly outcome: "schema"; readonly schema: LiveSchemaRow }
  /** The name has no schemas: every payload will do. */
  | { readonly outcome: "none" }
  /** The name has these, and neither the event's version nor a default among them. */
  | { readonly outcome: "unknown_version"; readonly registered: readonly string[] };

/** The schemas that judge events, by event name and version, without their documents. */
export class SchemaDirectory {
  readonly #byName: ReadonlyMap<string, ReadonlyMap<string, LiveSchemaRow>>;
  readonly #defaults: ReadonlyMap<string, string>;

  /** @param defaults the default version of each name that has one */
  constructor(rows: readonly LiveSchemaRow[], defaults: ReadonlyMap<string, string>) {
    const byName = Map.groupBy(rows, ({ pattern }) => pattern);
    this.#byName = new Map(
      [...byName].map(([pattern, schemas]) => [pattern, new Map(schemas.map((row) => [row.version, row]))]),
    );
    this.#defaults = defaults;
  }

  /** The schema of exactly the version that an event names, else that of the name's default version. */
  choose({ pattern, version }: { readonly pattern: string; readonly version: string }): SchemaChoice {
    const versions = this.#byName.get(pattern);
    if (versions === undefined) return { outcome: "none" };
    const schema = versions.get(version) ?? versions.get(this.#defaults.get(pattern) ?? "");
    if (schema !== undefined) return { outcome: "schema", schema };
    return { outcome: "unknown_version", registered: [...versions.keys()] };
  }
}
