import type { SchemaRow } from "#db/queries/event-schemas.ts";
import { parseJson } from "#schemas/json/parse.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import type { Violation } from "#schemas/receipt.ts";
import { compileSchemaInSlices } from "#server/domain/validation/compile-schema.ts";
import { DIALECTS } from "#server/domain/validation/dialect.ts";
import { isSchema } from "#server/domain/validation/document/subschemas.ts";
import { Pacer } from "../log-scan/pacer.ts";

export type ValidatePayload = (payload: JsonObject) => readonly Violation[];

/**
 * Compiles a schema that was accepted when it was registered, letting others have their turn meanwhile.
 *
 * @throws when it cannot be compiled any more: an event must not pass unjudged, nor be refused for it
 */
export async function compileStored({
  pattern,
  version,
  dialect: stored,
  document,
}: Pick<SchemaRow, "pattern" | "version" | "dialect" | "document">): Promise<ValidatePayload> {
  const dialect = DIALECTS.find((known) => known === stored);
  const schema = parseJson(document);
  if (dialect !== undefined && isSchema(schema)) {
    const pacer = new Pacer();
    const compiled = await compileSchemaInSlices(schema, dialect, () => pacer.rest());
    if (compiled.outcome === "compiled") return (payload) => compiled.validate(payload);
  }
  throw new Error(
    `The stored schema ${pattern} ${version} (${stored}) cannot be compiled by this version of Tidings.`,
  );
}
