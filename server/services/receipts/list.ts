import { boundedRead } from "#db/queries/bounded-read.ts";
import { listReceipts as listRows, type ReceiptListRow } from "#db/queries/receipts-read.ts";
import { listReceiptsInput } from "#schemas/receipt-search.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { SEARCH_TIMEOUT_MS } from "../limits.ts";

export type ListReceiptsResult =
  | {
      readonly outcome: "listed";
      readonly rows: readonly ReceiptListRow[];
      readonly nextCursor: string | null;
    }
  | { readonly outcome: "timed_out" };

/** A page of all requests, refused ones too, newest first. */
export async function listReceipts(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ListReceiptsResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "receipts.read");
  const { filter, cursor, limit } = listReceiptsInput.parse(args.input);
  const search = {
    outcome: filter.outcome ?? null,
    reason: filter.reason ?? null,
    sourceKey: filter.sourceKey ?? null,
  };
  const read = await boundedRead(ctx.db, SEARCH_TIMEOUT_MS, (sql) =>
    listRows(sql, { search, before: cursor ?? null, limit: limit + 1 }),
  );
  if (read.outcome === "timed_out") return read;
  const rows = read.result.slice(0, limit);
  return {
    outcome: "listed",
    rows,
    nextCursor: read.result.length > limit ? (rows.at(-1)?.id ?? null) : null,
  };
}
