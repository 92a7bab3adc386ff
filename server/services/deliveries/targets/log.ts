import type { ClaimedDelivery } from "#db/queries/deliveries.ts";
import type { Ctx } from "../../context.ts";
import type { TargetResult } from "./result.ts";

/** The built-in target: one line in the log. The payload stays out of it: logs are read by more people than events. */
export function runLogTarget(ctx: Pick<Ctx, "log">, delivery: ClaimedDelivery): TargetResult {
  const { id, eventId, pattern, workflowName } = delivery;
  ctx.log.info({ deliveryId: id, eventId, pattern, workflow: workflowName }, "workflow ran");
  return { outcome: "succeeded", statusCode: null, error: null, request: null, response: null };
}
