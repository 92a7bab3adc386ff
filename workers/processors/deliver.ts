import { deliverJob } from "#schemas/job.ts";
import type { TakenJob } from "#server/queues/backend.ts";
import type { Ctx } from "#server/services/context.ts";
import { runDeliveries } from "#server/services/deliveries/run.ts";

/** Job `deliver`: due deliveries → attempts. A delivery counts its own attempts, those of processes that died too. */
export async function runDeliverJob(ctx: Ctx, { data }: Pick<TakenJob, "data">): Promise<void> {
  await runDeliveries({ ctx, input: deliverJob.parse(data) });
}
