import type { Ctx } from "../context.ts";

/**
 * Whether receipts of a source can be processed now. Those stay pending whose source has a configuration that cannot be
 * used, or transformations that took too long of late.
 */
export function isProcessable(
  { sources, transformer }: Pick<Ctx, "sources" | "transformer">,
  sourceId: string | null,
): boolean {
  if (sourceId === null) return true;
  const source = sources.byId(sourceId);
  const hasFault = source !== undefined && "fault" in source;
  return !hasFault && !transformer.isSpent(sourceId);
}
