import { MAX_SCHEMA_CHARACTERS } from "#schemas/event-schema.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { type JsonRefused, scanJson } from "#schemas/json/scan.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { type Dialect, readDialect } from "./dialect.ts";
import { isSchema } from "./document/subschemas.ts";
import { openSchema } from "./open-schema.ts";
import type { SchemaIssue } from "./schema-issue.ts";
import { SCHEMA_JSON_LIMITS } from "./schema-limits.ts";

export type SchemaGuard =
  | {
      readonly outcome: "accepted";
      readonly dialect: Dialect;
      readonly document: JsonObject | boolean;
      readonly warnings: readonly SchemaIssue[];
    }
  | { readonly outcome: "refused"; readonly issues: readonly SchemaIssue[] };

/**
 * Judges the text of a schema before it is kept: is it JSON, a schema of a known dialect, small enough, whole in
 * itself, and is checking an event by it sure to end? Never throws, and takes at most seconds for the worst of texts.
 */
export function guardSchema(text: string): SchemaGuard {
  if (text.length > MAX_SCHEMA_CHARACTERS) {
    return refuse(
      "",
      `The schema is longer than ${MAX_SCHEMA_CHARACTERS} characters. Split it, one document for each event.`,
    );
  }
  const scan = scanJson(text, SCHEMA_JSON_LIMITS);
  if (scan.outcome === "invalid") return refuse(scan.pointer, messageOf(scan));
  const document = parseJson(text);
  if (!isSchema(document)) return refuse("", "A schema must be an object, true or false.");
  const reading = readDialect(document);
  if (reading.outcome === "refused") return { outcome: "refused", issues: [reading.issue] };
  const { dialect } = reading;
  const opening = openSchema(document, dialect);
  if (opening.outcome === "refused") return opening;
  return { outcome: "accepted", dialect, document, warnings: opening.warnings };
}

function messageOf({ reason, message }: JsonRefused): string {
  if (reason !== "too_many_keys") return message;
  return `The schema has more than ${SCHEMA_JSON_LIMITS.maxKeys} members. Split it, one document for each event.`;
}

function refuse(pointer: string, message: string): SchemaGuard {
  return { outcome: "refused", issues: [{ pointer, message }] };
}
