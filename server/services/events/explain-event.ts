import { readEventText } from "#db/queries/event-text.ts";
import { explainedPattern } from "#db/queries/explain-patterns.ts";
import { type ExplainPage, explainEventInput } from "#schemas/explain.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx, Ctx } from "../context.ts";
import { storedEnvelope } from "../log-scan/stored-envelope.ts";
import { readRule } from "../patterns/read-rule.ts";
import { explainPattern } from "./explain-pattern.ts";
import { type ExplainedEvent, type ExplanationPage, explainPatterns } from "./explain-patterns.ts";

export type Explained =
  | ({ readonly outcome: "explained" } & ExplanationPage)
  | { readonly outcome: "pattern_not_found" };

export type ExplainEventResult = Explained | { readonly outcome: "event_not_found" };

/** Why a stored event does or does not match the patterns of today, and whether that is what was recorded. */
export async function explainEvent(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ExplainEventResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "events.read");
  requirePermission(ctx.actor, "patterns.read");
  const { event: key, ...page } = explainEventInput.parse(args.input);
  const row = await readEventText(ctx.db.sql, key);
  if (row === null) return { outcome: "event_not_found" };
  const { id, createdAt } = row;
  return await explainAgainst(ctx, { envelope: storedEnvelope(row), stored: { id, createdAt } }, page);
}

/** Explains one pattern, or a page of all. */
export async function explainAgainst(
  ctx: Pick<Ctx, "db" | "log">,
  event: ExplainedEvent,
  page: ExplainPage,
): Promise<Explained> {
  if (page.patternId === undefined)
    return { outcome: "explained", ...(await explainPatterns(ctx, event, page)) };
  const row = await explainedPattern(ctx.db.sql, page.patternId, event.stored);
  const rule = row === null ? null : readRule(row);
  if (row === null || rule === null) return { outcome: "pattern_not_found" };
  return { outcome: "explained", rows: [explainPattern(row, rule, event)], nextCursor: null };
}
