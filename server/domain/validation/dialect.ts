import { isJsonObject, type JsonValue, memberOf } from "#schemas/json/value.ts";
import type { SchemaIssue } from "./schema-issue.ts";

/** The dialects of JSON Schema that are understood, by the names that their specifications carry. */
export const DIALECTS = ["draft-07", "2020-12"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** For a document without `$schema`: the newest dialect, as its own specification recommends to authors. */
const DEFAULT_DIALECT: Dialect = "2020-12";

/** The dialects' own URIs; both drafts were published with and without an empty fragment, and get fetched by either scheme. */
const DIALECT_URIS: Readonly<Record<string, Dialect>> = {
  "//json-schema.org/draft-07/schema": "draft-07",
  "//json-schema.org/draft/2020-12/schema": "2020-12",
};

export type DialectReading =
  | { readonly outcome: "known"; readonly dialect: Dialect }
  | { readonly outcome: "refused"; readonly issue: SchemaIssue };

/** Which dialect a document is written in, by its `$schema` (JSON Schema 2020-12 core, section 8.1.1). */
export function readDialect(document: JsonValue): DialectReading {
  const named = memberOf(document, "$schema");
  if (!isJsonObject(document) || named === undefined) return { outcome: "known", dialect: DEFAULT_DIALECT };
  const dialect = typeof named === "string" ? dialectOf(named) : undefined;
  if (dialect !== undefined) return { outcome: "known", dialect };
  return {
    outcome: "refused",
    issue: {
      pointer: "/$schema",
      message:
        "The dialect is not known. Write http://json-schema.org/draft-07/schema# or " +
        "https://json-schema.org/draft/2020-12/schema, or leave $schema out, which means the latter.",
    },
  };
}

/** The dialect that a URI names; undefined for one that is not understood. */
export function dialectOf(uri: string): Dialect | undefined {
  const key = uri.replace(/^https?:/, "").replace(/#$/, "");
  return Object.hasOwn(DIALECT_URIS, key) ? DIALECT_URIS[key] : undefined;
}
