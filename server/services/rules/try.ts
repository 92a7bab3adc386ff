import type { z } from "zod";
import { readEventText } from "#db/queries/event-text.ts";
import { type BusinessRuleDefinition, type CheckRule, tryRuleInput } from "#schemas/business-rule.ts";
import type { EventDraft } from "#schemas/event-draft.ts";
import type { eventKey } from "#schemas/event-key.ts";
import type { Refusal, Violation } from "#schemas/receipt.ts";
import { type Move, type MovingEvent, readMove } from "#server/domain/rules/state-machine-move.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { checkDraft } from "../events/check-draft.ts";
import { storedEnvelope } from "../log-scan/stored-envelope.ts";
import { Patience } from "./checks/patience.ts";
import type { Compiled } from "./checks/protocol.ts";
import { examine } from "./examine.ts";
import { liveCheck } from "./live-check.ts";
import { RuleIndex } from "./rule-index.ts";
import { TableShelf } from "./table-shelf.ts";

/** A rule that is not saved has no version. */
const DRAFT_VERSION = 0;

export type TryRuleResult =
  /** `applies`: whether the rule looks at such an event at all. `violation` is what it would say; null: it holds. */
  | { readonly outcome: "checked"; readonly applies: boolean; readonly violation: Violation | null }
  /** Of a state machine: which entity the event would move, and to which state. From where, the log says. */
  | { readonly outcome: "read"; readonly applies: boolean; readonly move: Move }
  | { readonly outcome: "invalid_expression"; readonly message: string; readonly position: number | null }
  | { readonly outcome: "event_not_found" }
  | { readonly outcome: "invalid_event"; readonly refusal: Refusal };

/** What a rule would say of one event. Changes nothing. @throws as CheckEvaluator.judge does */
export async function tryRule(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<TryRuleResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "rules.read");
  const { definition, event } = tryRuleInput.parse(args.input);
  const found = "stored" in event ? await readStored(ctx, event.stored) : writeDown(ctx, event.draft);
  if (found.outcome !== "found") return found;
  const { rule } = definition;
  const applies = matches(definition, found.event);
  if (rule.kind === "transition") return { outcome: "read", applies, move: readMove(rule, found.event) };
  const compiled = await ctx.checks.compile(rule.expression);
  switch (compiled.outcome) {
    case "invalid":
      return { outcome: "invalid_expression", message: compiled.message, position: compiled.position };
    case "valid": {
      const violation = await evaluate(ctx, { definition, rule, tables: compiled.tables }, found.event);
      return { outcome: "checked", applies, violation };
    }
  }
}

interface DraftCheck {
  readonly definition: BusinessRuleDefinition;
  readonly rule: CheckRule;
  readonly tables: Extract<Compiled, { outcome: "valid" }>["tables"];
}

async function evaluate(
  ctx: ActorCtx,
  { definition, rule, tables }: DraftCheck,
  { envelope }: MovingEvent,
): Promise<Violation | null> {
  const check = liveCheck(DRAFT_VERSION, definition, rule, tables);
  const shelf = await new TableShelf([]).refreshed(ctx.db.sql, new Set(tables));
  const [found] = await examine(ctx.checks, shelf, [{ envelope, checks: [check] }], new Patience());
  return found?.[0]?.violation ?? null;
}

function matches({ appliesTo }: BusinessRuleDefinition, { envelope }: MovingEvent): boolean {
  const index = new RuleIndex<true>();
  index.add(appliesTo, true);
  return index.for(envelope).length > 0;
}

type FoundEvent =
  | { readonly outcome: "found"; readonly event: MovingEvent }
  | Extract<TryRuleResult, { outcome: "event_not_found" | "invalid_event" }>;

async function readStored(ctx: ActorCtx, key: z.output<typeof eventKey>): Promise<FoundEvent> {
  requirePermission(ctx.actor, "events.read");
  const row = await readEventText(ctx.db.sql, key);
  if (row === null) return { outcome: "event_not_found" };
  const { source: sourceText, payload: payloadText, metadata: metadataText } = row;
  const event = { envelope: storedEnvelope(row), sourceText, payloadText, metadataText };
  return { outcome: "found", event };
}

function writeDown(ctx: ActorCtx, draft: EventDraft): FoundEvent {
  const verdict = checkDraft(draft, ctx.clock());
  if (verdict.outcome === "invalid") return { outcome: "invalid_event", refusal: verdict.refusal };
  const { envelope } = verdict;
  const [sourceText, payloadText, metadataText] = [
    JSON.stringify(envelope.source),
    JSON.stringify(envelope.payload),
    JSON.stringify(envelope.metadata),
  ];
  return { outcome: "found", event: { envelope, sourceText, payloadText, metadataText } };
}
