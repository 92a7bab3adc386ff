import { APPEND, NEW_LIST, TICK } from "./cel-loops.ts";
import { ACCUMULATOR, childrenOf, type Expr } from "./cel-tree.ts";

/**
 * Changes what macros were written out to, in place: each turn of a loop is charged, lists grow instead of being joined,
 * and `has` asks whether a member is there, null or not.
 */
export function rewriteMacros(expr: Expr): void {
  for (const child of childrenOf(expr)) rewriteMacros(child);
  const { exprKind } = expr;
  if (exprKind.case === "selectExpr" && exprKind.value.testOnly && exprKind.value.operand) {
    const { operand, field } = exprKind.value;
    expr.exprKind = callOf("@has", [operand, textOf(expr.id, field)]);
  }
  if (exprKind.case !== "comprehensionExpr") return;
  const loop = exprKind.value;
  if (loop.loopCondition)
    loop.loopCondition = node(loop.loopCondition.id, callOf(TICK, [loop.loopCondition]));
  if (loop.accuInit?.exprKind.case === "listExpr" && loop.loopStep) {
    loop.accuInit.exprKind = callOf(NEW_LIST, []);
    growList(loop.loopStep);
  }
}

/** `@result + [item]`, alone or as what a condition chooses. */
function growList(step: Expr): void {
  if (step.exprKind.case !== "callExpr") return;
  const { function: name, args } = step.exprKind.value;
  const [first, second] = args;
  if (name === "_?_:_" && second) growList(second);
  if (name !== "_+_" || first === undefined || second?.exprKind.case !== "listExpr") return;
  const [item] = second.exprKind.value.elements;
  const isAccumulated = first.exprKind.case === "identExpr" && first.exprKind.value.name === ACCUMULATOR;
  if (isAccumulated && item) step.exprKind = callOf(APPEND, [first, item]);
}

function callOf(name: string, args: Expr[]): Expr["exprKind"] {
  return { case: "callExpr", value: { $typeName: "cel.expr.Expr.Call", function: name, args } };
}

function textOf(id: bigint, text: string): Expr {
  const constantKind = { case: "stringValue" as const, value: text };
  return node(id, { case: "constExpr", value: { $typeName: "cel.expr.Constant", constantKind } });
}

function node(id: bigint, exprKind: Expr["exprKind"]): Expr {
  return { $typeName: "cel.expr.Expr", id, exprKind };
}
