import { insertSource } from "#db/queries/sources.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import type { Ctx } from "../context.ts";

/** Makes the source of publishers with an API key, which every installation has. Does nothing when it is there. */
export async function ensureNativeSource({ ctx }: { readonly ctx: Ctx }): Promise<void> {
  await insertSource(ctx.db.sql, {
    id: ctx.newId(),
    key: NATIVE_SOURCE_KEY,
    name: "Publish API",
    preset: "native",
    configuration: "{}",
    enabled: true,
  });
}
