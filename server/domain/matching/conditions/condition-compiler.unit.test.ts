import { expect, test } from "vitest";
import type { FilterClause } from "#schemas/pattern/types.ts";
import { OP } from "./condition.ts";
import { ConditionCompiler } from "./condition-compiler.ts";

test("the conditions of a rule come from the cheapest to the dearest, in whatever order its clauses are", () => {
  const clauses: readonly FilterClause[] = [
    { field: "$.payload.text", operator: "contains", value: "x" },
    { field: "$.payload.amount", operator: "between", value: [1, 2] },
    { field: "$.payload.name", operator: "equals", value: "a" },
    { field: "$.payload.at", operator: "lt", value: "2024-01-01" },
    { field: "$.payload.name", operator: "exists", value: true },
  ];
  for (let first = 0; first < clauses.length; first += 1) {
    const turned = [...clauses.slice(first), ...clauses.slice(0, first)];
    const ops = new ConditionCompiler().compile(turned)?.map(({ op }) => op);
    expect(ops).toEqual([OP.EQUALS, OP.PRESENT, OP.AT_LEAST, OP.AT_MOST, OP.EARLIER, OP.SHARED]);
  }
});
