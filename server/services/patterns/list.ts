import { listPatterns as listRows, type PatternListRow } from "#db/queries/patterns.ts";
import { listByNameInput } from "#schemas/by-id.ts";
import { PAGE_ROWS } from "#schemas/page.ts";
import { MAX_MATCHES_COUNTED } from "#schemas/pattern-definition.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export interface PatternPage {
  readonly rows: readonly PatternListRow[];
  readonly nextCursor: string | null;
}

/** A page of patterns by name; matches are counted up to `MAX_MATCHES_COUNTED` and one. */
export async function listPatterns(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<PatternPage> {
  requirePermission(args.ctx.actor, "patterns.read");
  const { cursor } = listByNameInput.parse(args.input);
  const found = await listRows(args.ctx.db.sql, {
    after: cursor ?? null,
    limit: PAGE_ROWS + 1,
    maxMatchesCounted: MAX_MATCHES_COUNTED,
  });
  const rows = found.slice(0, PAGE_ROWS);
  return { rows, nextCursor: found.length > PAGE_ROWS ? (rows.at(-1)?.name ?? null) : null };
}
