import {
  type QuarantinedReceipt,
  quarantinedReceipts,
  requeueReceipts,
} from "#db/queries/receipts-reverify.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { reverifyInput } from "#schemas/reverify.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import type { Source } from "../sources/directory.ts";

/** What became of one receipt. */
export type Reverification =
  /** It is processed now, with its own id. */
  | { readonly receiptId: string; readonly outcome: "requeued" }
  | { readonly receiptId: string; readonly outcome: "refused"; readonly refusal: Refusal }
  /** There is no such receipt in quarantine. */
  | { readonly receiptId: string; readonly outcome: "not_quarantined" }
  /** Its body is gone: there is nothing to process. */
  | { readonly receiptId: string; readonly outcome: "body_gone" };

/**
 * Verifies quarantined receipts once more, as of the time they came, and lets those that are genuine be processed
 * under their original ids: after the right secret was entered, or a mapping or transformation mended.
 */
export async function reverifyReceipts({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<readonly Reverification[]> {
  requirePermission(ctx.actor, "receipts.reverify");
  const { receiptIds, trust } = reverifyInput.parse(input);
  if (trust) requirePermission(ctx.actor, "sources.write");
  await ctx.sources.refresh(ctx);
  const found = new Map(
    (await quarantinedReceipts(ctx.db.sql, receiptIds)).map((receipt) => [receipt.id, receipt]),
  );
  const judged = await Promise.all(
    receiptIds.map((receiptId) => judge(ctx, receiptId, found.get(receiptId), trust)),
  );
  await requeue(ctx, judged, trust);
  return judged;
}

async function judge(
  ctx: ActorCtx,
  receiptId: string,
  receipt: QuarantinedReceipt | undefined,
  trust: boolean,
): Promise<Reverification> {
  if (!receipt) return { receiptId, outcome: "not_quarantined" };
  if (receipt.body === null) return { receiptId, outcome: "body_gone" };
  const source = sourceOf(ctx, receipt);
  const isVerified = receipt.status !== 401;
  const refusal = isVerified || trust ? null : await verify(ctx, source, { ...receipt, body: receipt.body });
  return refusal === null ? { receiptId, outcome: "requeued" } : { receiptId, outcome: "refused", refusal };
}

/** @throws when the source cannot be used: its secret does not open */
function sourceOf(ctx: ActorCtx, { sourceId }: QuarantinedReceipt): Source {
  const source = sourceId === null ? undefined : ctx.sources.byId(sourceId);
  if (!source) throw new Error("The receipt is in quarantine and has no source.");
  if ("fault" in source) throw new Error(source.fault);
  return source;
}

async function verify(
  ctx: ActorCtx,
  source: Source,
  receipt: QuarantinedReceipt & { readonly body: Uint8Array },
): Promise<Refusal | null> {
  const receivedAt = new Date(receipt.receivedAt);
  return await ctx.verifier.verify(source, { ...receipt, receivedAt });
}

async function requeue(ctx: ActorCtx, judged: readonly Reverification[], trust: boolean): Promise<void> {
  const ids = judged.filter(({ outcome }) => outcome === "requeued").map(({ receiptId }) => receiptId);
  if (ids.length === 0) return;
  await ctx.db.sql.begin(async (sql) => {
    for (const id of await requeueReceipts(sql, ids)) {
      await recordAudit(ctx, sql, {
        action: trust ? "receipt.trusted" : "receipt.reverified",
        entityType: "receipt",
        entityId: id,
        before: { outcome: "quarantined" },
        after: { outcome: "pending" },
      });
    }
  });
  await ctx.jobs.process(ids);
}
