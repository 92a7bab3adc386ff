import { expect, test } from "vitest";
import { type BusinessRuleDefinition, businessRuleDefinition } from "#schemas/business-rule.ts";
import { mustLearn } from "./must-learn.ts";

function machine(
  changes: Partial<BusinessRuleDefinition> = {},
  ruleChanges: object = {},
): BusinessRuleDefinition {
  return businessRuleDefinition.parse({
    name: "orders",
    severity: "refuse",
    appliesTo: { type: "prefix", value: "order." },
    rule: {
      kind: "transition",
      entity: "$.payload.orderId",
      state: { from: "field", field: "$.payload.status" },
      initial: ["new"],
      transitions: [{ from: "new", to: "paid" }],
      ...ruleChanges,
    },
    ...changes,
  });
}

const check = businessRuleDefinition.parse({
  ...machine(),
  rule: { kind: "check", expression: "true", message: "never" },
});

test.each([
  ["a new machine", null, machine(), true],
  ["a new machine that is off", null, machine({ enabled: false }), false],
  ["a new check", null, check, false],
  ["a check that becomes a machine", check, machine(), true],
  ["a machine that becomes a check", machine(), check, false],
  ["nothing", machine(), machine(), false],
  ["another name and severity", machine(), machine({ name: "x", severity: "warn" }), false],
  ["other transitions", machine(), machine({}, { transitions: [], initial: ["paid"] }), false],
  ["another entity", machine(), machine({}, { entity: "$.payload.id" }), true],
  [
    "another state",
    machine(),
    machine({}, { state: { from: "name", states: { "order.paid": "paid" } } }),
    true,
  ],
  ["other events", machine(), machine({ appliesTo: { type: "exact", value: "order.x", filters: [] } }), true],
  ["switched off", machine(), machine({ enabled: false }), false],
  ["switched on", machine({ enabled: false }), machine(), true],
])("%s", (_, before, after, learns) => {
  expect(mustLearn(before, after)).toBe(learns);
});
