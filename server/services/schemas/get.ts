import { findSchema, findSchemaById, type SchemaRow } from "#db/queries/event-schemas.ts";
import { schemaVersionInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export type GetSchemaResult =
  | { readonly outcome: "found"; readonly schema: SchemaRow }
  | { readonly outcome: "not_found" };

/** A schema with its document, also when it was deleted: events were judged by it. */
export async function getSchema(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetSchemaResult> {
  requirePermission(args.ctx.actor, "schemas.read");
  return foundOrNot(await findSchema(args.ctx.db.sql, schemaVersionInput.parse(args.input)));
}

/** The same, by the id that registries' clients put before each message. */
export async function getSchemaById(args: {
  readonly ctx: ActorCtx;
  readonly id: number;
}): Promise<GetSchemaResult> {
  requirePermission(args.ctx.actor, "schemas.read");
  return foundOrNot(await findSchemaById(args.ctx.db.sql, args.id));
}

function foundOrNot(schema: SchemaRow | null): GetSchemaResult {
  return schema === null ? { outcome: "not_found" } : { outcome: "found", schema };
}
