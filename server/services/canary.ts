import { beat } from "#db/queries/heartbeats.ts";
import type { QueueName } from "#schemas/job.ts";
import type { Ctx } from "./context.ts";

/** Notes that a worker took something off a queue just now. */
export async function noteCanary({
  ctx,
  input,
}: {
  readonly ctx: Ctx;
  readonly input: { readonly queue: QueueName };
}): Promise<void> {
  await beat(ctx.db.sql, input.queue, ctx.clock());
}
