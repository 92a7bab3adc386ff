import type { Ctx } from "../context.ts";
import type { Publisher, Source, SourceDirectory, UnusableSource } from "./directory.ts";

/** `refresh` runs twice a second. What is older than this many of its rounds may hold keys that were revoked. */
const MAX_AGE_MS = 10_000;

/**
 * Looks a source up in memory, and once more after asking the database for changes: a source or key that was
 * made a moment ago by another process is known to its first request.
 *
 * @throws when the source cannot be used, or what is known is too old to be trusted: a 503 and not a refusal, since
 *   the sender did nothing wrong
 */
export async function findSource(
  ctx: Ctx,
  look: (directory: SourceDirectory) => Source | UnusableSource | undefined,
): Promise<Source | undefined> {
  const source = await find(ctx, look);
  return source && usable(source);
}

/** Who holds an API key, found and failing as findSource does. */
export async function findPublisher(
  ctx: Ctx,
  apiKey: string,
): Promise<(Publisher & { readonly source: Source }) | undefined> {
  const publisher = await find(ctx, (directory) => directory.byApiKey(apiKey));
  return publisher && { ...publisher, source: usable(publisher.source) };
}

async function find<Found>(
  ctx: Ctx,
  look: (directory: SourceDirectory) => Found | undefined,
): Promise<Found | undefined> {
  const known = ctx.sources.ageMs > MAX_AGE_MS ? undefined : look(ctx.sources);
  if (known !== undefined) return known;
  await ctx.sources.refresh();
  return look(ctx.sources);
}

function usable(source: Source | UnusableSource): Source {
  if ("fault" in source) throw new Error(source.fault);
  return source;
}
