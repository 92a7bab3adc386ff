import { type QuarantinedReceipt, quarantinedBody } from "#db/queries/receipts-reverify.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { refuseItem } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import type { Source } from "../sources/directory.ts";
import { isCurable } from "./curable.ts";
import { readReceipt } from "./read-receipt.ts";

/** What looking at a held receipt once more comes to. */
export type HeldJudgement =
  /** It can be processed. */
  | { readonly outcome: "requeued" }
  /** It is a question of the provider's own: there is no event in it. */
  | { readonly outcome: "answered" }
  | { readonly outcome: "refused"; readonly refusal: Refusal }
  /** It could not be told just now. */
  | { readonly outcome: "undecided"; readonly message: string }
  /** Its body is gone: there is nothing to process. */
  | { readonly outcome: "body_gone" };

const FAULT =
  "It could not be looked at just now, by a fault of this system or of what it needs, such as the sender's certificate. Try again later; the log has the cause.";

type JudgeCtx = Pick<Ctx, "db" | "log" | "sources" | "verifier">;

/**
 * Judges one held receipt and changes nothing of it. A request that nobody could verify is verified, as of the time
 * it came; of one that is known to be genuine it is seen whether anything in it can be read by now.
 *
 * @param trust take it as genuine
 * @throws when the database cannot be reached
 */
export async function judgeHeld(
  ctx: JudgeCtx,
  receipt: QuarantinedReceipt,
  trust: boolean,
): Promise<HeldJudgement> {
  if (!receipt.hasBody) return { outcome: "body_gone" };
  const source = receipt.sourceId === null ? undefined : ctx.sources.byId(receipt.sourceId);
  if (source === undefined) return { outcome: "undecided", message: "Its source is not known." };
  if ("fault" in source) return { outcome: "undecided", message: source.fault };
  const body = await quarantinedBody(ctx.db.sql, receipt.id);
  if (body === null) return { outcome: "body_gone" };
  try {
    return receipt.isVerified
      ? await read(ctx, source, receipt, body)
      : await verify(ctx, source, receipt, body, trust);
  } catch (cause) {
    ctx.log.warn({ receiptId: receipt.id, err: cause }, "a held receipt could not be looked at");
    return { outcome: "undecided", message: FAULT };
  }
}

async function verify(
  { verifier }: JudgeCtx,
  source: Source,
  receipt: QuarantinedReceipt,
  body: Uint8Array,
  trust: boolean,
): Promise<HeldJudgement> {
  const request = { ...receipt, body, receivedAt: new Date(receipt.receivedAt) };
  const verification = await verifier.verify(source, request, { trust });
  switch (verification.outcome) {
    case "genuine":
      return { outcome: "requeued" };
    case "handshake":
      return { outcome: "answered" };
    case "refused":
      return verification;
  }
}

/** It stays as it is when it would only be held again. */
async function read(
  ctx: JudgeCtx,
  source: Source,
  receipt: QuarantinedReceipt,
  body: Uint8Array,
): Promise<HeldJudgement> {
  const reading = await readReceipt(ctx, source, { ...receipt, body });
  const items = reading.outcome === "refused" ? [refuseItem(reading.refusal)] : reading.items;
  const refusals = items.flatMap((item) => (item.outcome === "refused" ? [item.refusal] : []));
  if (refusals.length < items.length) return { outcome: "requeued" };
  const curable = refusals.find(isCurable);
  return curable === undefined ? { outcome: "requeued" } : { outcome: "refused", refusal: curable };
}
