import type { Ctx } from "../context.ts";
import type { Source, SourceDirectory } from "./directory.ts";

/**
 * Looks a source up in memory, and once more after asking the database for changes: a source or key that was
 * made a moment ago by another process is known to its first request.
 */
export async function findSource(
  ctx: Ctx,
  look: (directory: SourceDirectory) => Source | undefined,
): Promise<Source | undefined> {
  const known = look(ctx.sources);
  if (known) return known;
  await ctx.sources.refresh(ctx);
  return look(ctx.sources);
}
