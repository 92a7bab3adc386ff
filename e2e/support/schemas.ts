import type { ActorCtx } from "#server/services/context.ts";
import { registerSchema } from "#server/services/schemas/register.ts";

/** Registers a schema for events of a name, at version 1.0 unless it is said otherwise. */
export async function seedSchema(
  ctx: ActorCtx,
  pattern: string,
  schema: object,
  version = "1.0",
): Promise<void> {
  const input = { pattern, version, document: JSON.stringify(schema), allowUnknown: true };
  const registered = await registerSchema({ ctx, input });
  if (registered.outcome !== "registered") throw new Error(JSON.stringify(registered));
}

/** A payload whose `total` is a number, at least 0. */
export const WITH_TOTAL = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: { total: { type: "number", minimum: 0 } },
  required: ["total"],
};
