import { type AttemptRow, type ClaimedDelivery, claimDeliveries } from "#db/queries/deliveries.ts";
import { target as targetSchema } from "#schemas/workflow.ts";
import { afterFailure, MAX_ATTEMPTS } from "#server/domain/deliveries/retry.ts";
import type { Ctx } from "../context.ts";
import { describeFault } from "../fault.ts";
import { runHttpTarget } from "./targets/http.ts";
import { runLogTarget } from "./targets/log.ts";
import type { TargetResult } from "./targets/result.ts";

/** Targets called at once for one job: slow ones then cost a job their time once, not one after the other. */
const CONCURRENT_TARGETS = 20;

/** A claim outlives its call by this, so that nobody repeats a call that is still under way or being written down. */
const CLAIM_MARGIN_MS = 10_000;

/**
 * Attempts the deliveries that are due and that nobody else has taken. Each attempt is a row, whatever came of
 * it; a failed one is due again later, until it is given up as `dead`. No transaction is open while a target runs.
 * A process that is told to stop takes no more; what it leaves is found by the reconciler of the next one.
 */
export async function runDeliveries({
  ctx,
  input,
}: {
  readonly ctx: Ctx;
  readonly input: { readonly deliveryIds: readonly string[] };
}): Promise<void> {
  for (let from = 0; from < input.deliveryIds.length; from += CONCURRENT_TARGETS) {
    const ids = input.deliveryIds.slice(from, from + CONCURRENT_TARGETS);
    if (ctx.shutdown.begun.aborted) return;
    const limits = { marginMs: CLAIM_MARGIN_MS, maxAttempts: MAX_ATTEMPTS };
    const claimed = await claimDeliveries(ctx.db.sql, { ids, ...limits });
    await Promise.all(claimed.map(async (delivery) => ctx.attempts.add(await attempt(ctx, delivery))));
  }
}

async function attempt(ctx: Ctx, delivery: ClaimedDelivery): Promise<AttemptRow> {
  const startedAt = ctx.clock();
  const result = await callTarget(ctx, delivery);
  return {
    deliveryId: delivery.id,
    number: delivery.attempt,
    startedAt,
    durationMs: ctx.clock().getTime() - startedAt.getTime(),
    outcome: result.outcome,
    statusCode: result.statusCode,
    error: result.error,
    request: result.request && JSON.stringify(result.request),
    response: result.response && JSON.stringify(result.response),
    ...nextState(ctx, delivery, result),
  };
}

/** A fault of our own in a target is a failed attempt, visible as such, and does not take its neighbours along. */
async function callTarget(ctx: Ctx, delivery: ClaimedDelivery): Promise<TargetResult> {
  try {
    const target = targetSchema.parse(delivery.target);
    switch (target.kind) {
      case "log":
        return runLogTarget(ctx, delivery);
      case "http":
        return await runHttpTarget(ctx, delivery, target);
    }
  } catch (cause) {
    ctx.log.error({ deliveryId: delivery.id, err: cause }, "a target failed to run");
    return {
      outcome: "failed",
      statusCode: null,
      error: describeFault(cause),
      request: null,
      response: null,
    };
  }
}

function nextState(
  ctx: Ctx,
  delivery: ClaimedDelivery,
  result: TargetResult,
): Pick<AttemptRow, "deliveryStatus" | "retryInMs"> {
  if (result.outcome === "succeeded") return { deliveryStatus: "succeeded", retryInMs: null };
  const next = afterFailure(delivery.attempt, result.statusCode, ctx.random());
  switch (next.outcome) {
    case "retry":
      return { deliveryStatus: "retrying", retryInMs: next.waitMs };
    case "give_up":
      return { deliveryStatus: "dead", retryInMs: null };
  }
}
