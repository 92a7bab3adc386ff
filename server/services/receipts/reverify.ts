import { answerReceipts, quarantinedReceipts, requeueReceipts } from "#db/queries/receipts-reverify.ts";
import { reverifyInput } from "#schemas/reverify.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { type HeldJudgement, judgeHeld } from "./judge-held.ts";

/** What became of one receipt. `requeued`: it is processed now, with its own id. */
export type Reverification = { readonly receiptId: string } & (
  | HeldJudgement
  /** There is no such receipt in quarantine. */
  | { readonly outcome: "not_quarantined" }
);

/** Bodies in memory at once: each may become 32 MiB when it is unpacked. */
const MAX_BODIES = 4;

/**
 * Looks at quarantined receipts once more, as of the time they came, and lets those that are genuine and can be read
 * be processed under their original ids: after the right secret was entered, or a mapping or transformation mended.
 * Each is judged by itself, and stays held unless something comes of it.
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
  await ctx.sources.refresh();
  const judged = await judgeAll(ctx, receiptIds, trust);
  const released = await release(ctx, judged, trust);
  const overtaken = judged.filter((result) => isReleasing(result) && !released.has(result.receiptId));
  if (overtaken.length === 0) return judged;
  const stillHeld = await heldReceipts(
    ctx,
    overtaken.map(({ receiptId }) => receiptId),
  );
  return judged.map((result) =>
    overtaken.includes(result) ? describeOvertaken(result, stillHeld.has(result.receiptId)) : result,
  );
}

async function heldReceipts({ db }: ActorCtx, ids: readonly string[]) {
  return new Map((await quarantinedReceipts(db.sql, ids)).map((receipt) => [receipt.id, receipt]));
}

async function judgeAll(
  ctx: ActorCtx,
  receiptIds: readonly string[],
  trust: boolean,
): Promise<Reverification[]> {
  const held = await heldReceipts(ctx, receiptIds);
  const judged: Reverification[] = [];
  for (let at = 0; at < receiptIds.length; at += MAX_BODIES) {
    const judging = receiptIds.slice(at, at + MAX_BODIES).map(async (receiptId): Promise<Reverification> => {
      const receipt = held.get(receiptId);
      if (receipt === undefined) return { receiptId, outcome: "not_quarantined" };
      return { receiptId, ...(await judgeHeld(ctx, receipt, trust)) };
    });
    judged.push(...(await Promise.all(judging)));
  }
  return judged;
}

function isReleasing({ outcome }: Reverification): boolean {
  return outcome === "requeued" || outcome === "answered";
}

/** Somebody else was faster: a body was trimmed, or the receipt released, while it was judged. */
function describeOvertaken({ receiptId }: Reverification, isStillHeld: boolean): Reverification {
  return { receiptId, outcome: isStillHeld ? "body_gone" : "not_quarantined" };
}

/** @returns those that were released indeed */
async function release(
  ctx: ActorCtx,
  judged: readonly Reverification[],
  trust: boolean,
): Promise<ReadonlySet<string>> {
  const of = (wanted: Reverification["outcome"]) =>
    judged.filter(({ outcome }) => outcome === wanted).map(({ receiptId }) => receiptId);
  if (!judged.some(isReleasing)) return new Set();
  const at = ctx.clock();
  const { pending, answered } = await ctx.db.sql.begin(async (sql) => {
    const done = {
      pending: await requeueReceipts(sql, of("requeued"), at),
      answered: await answerReceipts(sql, of("answered"), at),
    };
    for (const [outcome, ids] of Object.entries(done)) {
      for (const entityId of ids) {
        await recordAudit(ctx, sql, {
          action: trust ? "receipt.trusted" : "receipt.reverified",
          entityType: "receipt",
          entityId,
          before: { outcome: "quarantined" },
          after: { outcome },
        });
      }
    }
    return done;
  });
  if (pending.length > 0) await ctx.jobs.process(pending);
  return new Set([...pending, ...answered]);
}
