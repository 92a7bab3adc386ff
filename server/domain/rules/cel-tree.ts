import type { parse } from "@bufbuild/cel";

/** A node of an expression's syntax tree (cel.expr.Expr of the CEL specification). */
export type Expr = ReturnType<typeof parse>["expr"];

/** A name, and the members and items that lead on from it. */
export type Chain = readonly [string, ...(string | number)[]];

/** The name that macros give to what they accumulate; no expression can write it. */
export const ACCUMULATOR = "@result";

/** The nodes directly below a node. */
export function childrenOf({ exprKind }: Expr): Expr[] {
  switch (exprKind.case) {
    case "selectExpr":
      return present([exprKind.value.operand]);
    case "callExpr":
      return present([exprKind.value.target, ...exprKind.value.args]);
    case "listExpr":
      return exprKind.value.elements;
    case "structExpr":
      return exprKind.value.entries.flatMap(({ keyKind, value }) =>
        present([keyKind.case === "mapKey" ? keyKind.value : undefined, value]),
      );
    case "comprehensionExpr": {
      const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value;
      return present([iterRange, accuInit, loopCondition, loopStep, result]);
    }
    default:
      return [];
  }
}

/** The text or number of a literal; `undefined` for every other node. */
export function literalOf({ exprKind }: Expr): string | number | undefined {
  if (exprKind.case !== "constExpr") return undefined;
  const { constantKind } = exprKind.value;
  if (constantKind.case === "stringValue") return constantKind.value;
  return constantKind.case === "int64Value" ? Number(constantKind.value) : undefined;
}

/**
 * The name and the steps of `payload.lines[0].sku`; `undefined` for a node that is no such chain. Each step is the name of
 * a member or the index of an item.
 */
export function chainOf(expr: Expr): Chain | undefined {
  const { exprKind } = expr;
  if (exprKind.case === "identExpr") return [exprKind.value.name];
  if (exprKind.case === "selectExpr" && exprKind.value.operand) {
    return extend(chainOf(exprKind.value.operand), exprKind.value.field);
  }
  if (exprKind.case !== "callExpr" || exprKind.value.function !== "_[_]") return undefined;
  const [operand, index] = exprKind.value.args;
  return operand && index ? extend(chainOf(operand), literalOf(index)) : undefined;
}

/** `payload.lines[0].sku`, as the expression writes it. */
export function chainText([name, ...steps]: Chain): string {
  return steps.reduce<string>(
    (text, step) =>
      typeof step === "string" && /^[A-Za-z_]\w*$/.test(step)
        ? `${text}.${step}`
        : `${text}[${JSON.stringify(step)}]`,
    name,
  );
}

function extend(chain: Chain | undefined, step: string | number | undefined): Chain | undefined {
  return chain === undefined || step === undefined ? undefined : [...chain, step];
}

function present(nodes: readonly (Expr | undefined)[]): Expr[] {
  return nodes.filter((node) => node !== undefined);
}
