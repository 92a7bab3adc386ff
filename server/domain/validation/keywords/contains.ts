import type { JsonValue } from "#schemas/json/value.ts";
import { fits, type Run, type SchemaNode, type Scope } from "./evaluation.ts";
import { type KeywordCompiler, type KeywordContext, readCount } from "./keyword.ts";

/** `contains` with `minContains` and `maxContains` (2020-12 core, section 10.3.1.3; validation, sections 6.4.4 and 6.4.5). */
export const compileContains: KeywordCompiler = (schema, context) => {
  const node = context.child(["contains"], schema);
  const counts = context.dialect === "draft-07" ? AT_LEAST_ONE : readCounts(context);
  if (node === null) return null;
  const { atLeast, atMost } = counts;
  const holds = (value: JsonValue, run: Run, scope: Scope) => {
    if (!Array.isArray(value)) return true;
    const enough = atMost === Number.POSITIVE_INFINITY ? atLeast : atMost + 1;
    const count = fitting(node, value, enough, run, scope).length;
    return count >= atLeast && count <= atMost;
  };
  return {
    keyword: "contains",
    holds,
    explain: (value, run, scope, report) => {
      if (holds(value, run, scope)) return;
      report.add(
        "contains",
        {
          says: `must contain ${wanted(atLeast, atMost)} of a certain kind`,
          expected: JSON.stringify(schema),
        },
        value,
      );
    },
    mark: (value, run, scope, into) => {
      if (!Array.isArray(value) || context.dialect === "draft-07") return;
      for (const index of fitting(node, value, value.length, run, scope)) into.addIndex(index);
    },
  };
};

const AT_LEAST_ONE = { atLeast: 1, atMost: Number.POSITIVE_INFINITY };

function readCounts(context: KeywordContext): { atLeast: number; atMost: number } {
  const { minContains, maxContains } = context.schema;
  return {
    atLeast: minContains === undefined ? 1 : (readCount("minContains", minContains, context) ?? 1),
    atMost:
      maxContains === undefined
        ? Number.POSITIVE_INFINITY
        : (readCount("maxContains", maxContains, context) ?? Number.POSITIVE_INFINITY),
  };
}

function wanted(atLeast: number, atMost: number): string {
  if (atMost === Number.POSITIVE_INFINITY)
    return `at least ${atLeast === 1 ? "one item" : `${atLeast} items`}`;
  return `${atLeast} to ${atMost} items`;
}

/** The indexes of the first items that fit, at most `enough`. */
function fitting(
  node: SchemaNode,
  items: readonly JsonValue[],
  enough: number,
  run: Run,
  scope: Scope,
): number[] {
  const found: number[] = [];
  for (const [index, item] of items.entries()) {
    if (found.length >= enough || run.stepsLeft < 0) break;
    if (fits(node, item, run, scope)) found.push(index);
  }
  return found;
}
