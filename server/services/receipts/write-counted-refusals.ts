import type { Ctx } from "../context.ts";
import { type CountedRefusals, SEVERAL_KEYS } from "../limits/refusal-budget.ts";
import type { ReceiptRow } from "./write.ts";

/**
 * Writes the receipts that stand for many refused requests. What cannot be written is counted on, under another id:
 * if the database stored it and only its answer was lost, those requests are counted twice.
 */
export async function writeCountedRefusals({
  ctx,
}: {
  readonly ctx: Pick<Ctx, "receipts" | "refusals" | "newId" | "log">;
}): Promise<void> {
  const counted = ctx.refusals.takeCounted(performance.now());
  await Promise.all(counted.map((refusals) => write(ctx, refusals)));
}

async function write(
  { receipts, refusals, newId, log }: Pick<Ctx, "receipts" | "refusals" | "newId" | "log">,
  counted: CountedRefusals,
): Promise<void> {
  try {
    await receipts.add(toReceipt(counted));
  } catch (cause) {
    log.warn({ err: cause, requests: counted.requests }, "refused requests are counted and not yet written");
    refusals.giveBack({ ...counted, first: { ...counted.first, id: newId() } }, performance.now());
  }
}

function toReceipt({ first, sourceKey, requests }: CountedRefusals): ReceiptRow {
  return {
    ...first,
    sourceKey,
    requests,
    query: null,
    remoteAddress: null,
    headers: "{}",
    body: null,
    bodyBytes: 0,
    detail: JSON.stringify({ reason: first.reason, message: explain(sourceKey, requests) }),
    idempotency: null,
  };
}

function explain(sourceKey: string, requests: number): string {
  const what =
    requests === 1
      ? "This request came in a flood of others like it"
      : "This receipt stands for all requests of a flood that were answered alike within a second";
  const whose = sourceKey === SEVERAL_KEYS ? ", for several keys that no source has" : "";
  return `${what}${whose}. Their bodies and headers were not kept; requests before them have receipts of their own.`;
}
