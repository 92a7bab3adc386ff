import { rejectedWithoutBody, requeueRejected } from "#db/queries/receipts-rejudge.ts";
import { rejudgeInput } from "#schemas/rejudge.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { requeueAudited } from "./requeue-audited.ts";

/** What became of one receipt. `requeued`: it is processed now; what is rejected in it is judged once more. */
export interface Rejudging {
  readonly receiptId: string;
  /** `not_rejected`: no item of it is rejected and uncorrected. `body_gone`: its body is not kept any more. */
  readonly outcome: "requeued" | "not_rejected" | "body_gone";
}

/**
 * Judges the rejected items of receipts once more, after a schema or a rule was changed. What was stored stays, what a
 * person corrected is the correction's, and what would be rejected again is.
 */
export async function rejudgeReceipts({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<readonly Rejudging[]> {
  requirePermission(ctx.actor, "receipts.reverify");
  const { receiptIds } = rejudgeInput.parse(input);
  const requeued = new Set(
    await requeueAudited(ctx, null, async (sql) => await requeueRejected(sql, receiptIds)),
  );
  const gone = await rejectedWithoutBody(
    ctx.db.sql,
    receiptIds.filter((id) => !requeued.has(id)),
  );
  return receiptIds.map((receiptId) => ({
    receiptId,
    outcome: requeued.has(receiptId) ? "requeued" : gone.has(receiptId) ? "body_gone" : "not_rejected",
  }));
}
