import { explainDraftInput } from "#schemas/explain.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { checkDraft } from "./check-draft.ts";
import { type Explained, explainAgainst } from "./explain-event.ts";

export type ExplainDraftResult = Explained | { readonly outcome: "invalid_event"; readonly refusal: Refusal };

/** Why an event that somebody has written down would or would not match the patterns of today. Stores nothing. */
export async function explainDraft(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ExplainDraftResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "patterns.read");
  const { event, ...page } = explainDraftInput.parse(args.input);
  const verdict = checkDraft(event, ctx.clock());
  if (verdict.outcome === "invalid") return { outcome: "invalid_event", refusal: verdict.refusal };
  return await explainAgainst(ctx, { envelope: verdict.envelope, stored: null }, page);
}
