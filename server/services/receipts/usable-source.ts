import type { Ctx } from "../context.ts";
import type { Source } from "../sources/directory.ts";

export type UsableSource =
  | { readonly outcome: "usable"; readonly source: Source }
  /** `message` says why, to a person. */
  | { readonly outcome: "unusable"; readonly message: string };

/** The source of a receipt, with its present configuration. */
export async function usableSource(
  { sources }: Pick<Ctx, "sources">,
  sourceId: string | null,
): Promise<UsableSource> {
  await sources.refresh();
  const source = sourceId === null ? undefined : sources.byId(sourceId);
  if (source === undefined) return { outcome: "unusable", message: "Its source is not known." };
  return "fault" in source ? { outcome: "unusable", message: source.fault } : { outcome: "usable", source };
}
