import type { z } from "zod";
import { businessRuleDefinition, type TransitionRule } from "#schemas/business-rule.ts";
import type { Ctx } from "#server/services/context.ts";

type Definition = z.input<typeof businessRuleDefinition>;

/** Adds a business rule. A state machine begins to learn, unless it is said that there is nothing to learn. */
export async function seedRule(
  { db, newId }: Pick<Ctx, "db" | "newId">,
  definition: Definition,
  { knowsAll = false }: { readonly knowsAll?: boolean } = {},
): Promise<string> {
  const id = newId();
  const { name, severity, enabled, ...rest } = businessRuleDefinition.parse(definition);
  const { kind } = rest.rule;
  const learns = kind === "transition" && !knowsAll;
  const text = JSON.stringify({ name, severity, enabled, ...rest });
  await db.sql`
    insert into business_rules (id, name, kind, severity, definition, enabled, learning)
    values (${id}, ${name}, ${kind}, ${severity}, ${text}::jsonb, ${enabled},
      case when ${learns} then pg_current_xact_id()::text end)`;
  return id;
}

/** Orders that are made, paid, and then shipped or refunded; each event has the state in its payload. */
export const ORDER_STATES: TransitionRule = {
  kind: "transition",
  entity: "$.payload.order",
  state: { from: "field", field: "$.payload.state" },
  initial: ["new"],
  transitions: [
    { from: "new", to: "paid" },
    { from: "paid", to: "shipped" },
    { from: "paid", to: "refunded" },
    { from: "refunded", to: "new" },
  ],
};

export const ORDERS: Definition = {
  name: "Orders",
  severity: "refuse",
  appliesTo: { type: "prefix", value: "order.", filters: [] },
  rule: ORDER_STATES,
};
