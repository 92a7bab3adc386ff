import { deliverJob } from "#schemas/job.ts";
import type { Ctx } from "#server/services/context.ts";
import { runDeliveries } from "#server/services/deliveries/run.ts";

/** Job `deliver`: due deliveries → attempts. */
export async function runDeliverJob(ctx: Ctx, data: unknown): Promise<void> {
  await runDeliveries({ ctx, input: deliverJob.parse(data) });
}
