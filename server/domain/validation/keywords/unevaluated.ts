import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import { Evaluated } from "./evaluated.ts";
import { type Assertion, explain, fits, type Run, type SchemaNode, type Scope } from "./evaluation.ts";
import type { KeywordCompiler } from "./keyword.ts";

/** The assertions beside an unevaluated keyword, which see members and items before it does. */
type Beside = () => readonly Assertion[];

/** Compiles `unevaluatedProperties` or `unevaluatedItems`, which need to know what stands beside them. */
export type UnevaluatedCompiler = (...args: [...Parameters<KeywordCompiler>, Beside]) => Assertion | null;

/** `unevaluatedProperties` (2020-12 core, section 11.3). */
export const compileUnevaluatedProperties: UnevaluatedCompiler = (value, context, beside) => {
  const node = context.child(["unevaluatedProperties"], value);
  if (node === null) return null;
  return left("unevaluatedProperties", node, isJsonObject, (object, run, scope) => {
    if (!isJsonObject(object)) return [];
    const seen = evaluatedOf(object, beside(), run, scope);
    return membersOf(object).filter(([name]) => !seen.hasName(String(name)));
  });
};

function membersOf(object: JsonObject): [string | number, JsonValue][] {
  return Object.entries(object);
}

/** `unevaluatedItems` (2020-12 core, section 11.2). */
export const compileUnevaluatedItems: UnevaluatedCompiler = (value, context, beside) => {
  const node = context.child(["unevaluatedItems"], value);
  if (node === null) return null;
  return left("unevaluatedItems", node, Array.isArray, (array, run, scope) => {
    if (!Array.isArray(array)) return [];
    const seen = evaluatedOf(array, beside(), run, scope);
    return [...array.entries()].filter(([index]) => !seen.hasIndex(index));
  });
};

type Parts = (value: JsonValue, run: Run, scope: Scope) => readonly (readonly [string | number, JsonValue])[];

/** All that is left of a value must fit the node. */
function left(
  keyword: string,
  node: SchemaNode,
  concerns: (value: JsonValue) => boolean,
  parts: Parts,
): Assertion {
  return {
    keyword,
    holds: (value, run, scope) => parts(value, run, scope).every(([, part]) => fits(node, part, run, scope)),
    explain: (value, run, scope, report) => {
      for (const [step, part] of parts(value, run, scope)) {
        report.within(step, () => explain(node, part, run, scope, report));
      }
    },
    mark: (value, _run, _scope, into) => {
      if (concerns(value)) into.addEverything();
    },
  };
}

function evaluatedOf(value: JsonValue, assertions: readonly Assertion[], run: Run, scope: Scope): Evaluated {
  const seen = new Evaluated();
  for (const assertion of assertions) assertion.mark?.(value, run, scope, seen);
  return seen;
}
