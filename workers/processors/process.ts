import { processJob } from "#schemas/job.ts";
import type { TakenJob } from "#server/queues/backend.ts";
import type { Ctx } from "#server/services/context.ts";
import { processReceipts } from "#server/services/receipts/process.ts";

/** Job `process`: receipts → events, matches and deliveries. */
export async function runProcessJob(
  ctx: Ctx,
  { data, isRepeated }: Pick<TakenJob, "data" | "isRepeated">,
): Promise<void> {
  await processReceipts({ ctx, input: { ...processJob.parse(data), isRepeated } });
}
