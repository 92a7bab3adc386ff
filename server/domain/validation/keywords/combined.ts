import type { JsonValue } from "#schemas/json/value.ts";
import { type Assertion, explain, fits, mark, type Run, type SchemaNode, type Scope } from "./evaluation.ts";
import type { KeywordCompiler, KeywordContext } from "./keyword.ts";
import { explainUnion } from "./union.ts";

/** `allOf` (2020-12 core, section 10.2.1.1). */
export const compileAllOf: KeywordCompiler = (value, context) => {
  const nodes = readList("allOf", value, context);
  return nodes === null ? null : { keyword: "allOf", ...every(nodes) };
};

/** The value must fit all of the nodes. */
export function every(nodes: readonly SchemaNode[]): Omit<Assertion, "keyword"> {
  return {
    holds: (value, run, scope) => nodes.every((node) => fits(node, value, run, scope)),
    explain: (value, run, scope, report) => {
      for (const node of nodes) explain(node, value, run, scope, report);
    },
    mark: (value, run, scope, into) => {
      for (const node of nodes) mark(node, value, run, scope, into);
    },
  };
}

/** `anyOf` (2020-12 core, section 10.2.1.2). */
export const compileAnyOf: KeywordCompiler = (value, context) => {
  const nodes = readList("anyOf", value, context);
  if (nodes === null) return null;
  const holds: Assertion["holds"] = (found, run, scope) =>
    nodes.some((node) => fits(node, found, run, scope));
  return {
    keyword: "anyOf",
    holds,
    explain: (found, run, scope, report) => {
      if (!holds(found, run, scope)) explainUnion("anyOf", nodes, found, run, scope, report);
    },
    mark: (found, run, scope, into) => {
      for (const node of nodes) if (fits(node, found, run, scope)) mark(node, found, run, scope, into);
    },
  };
};

/** `oneOf` (2020-12 core, section 10.2.1.3). */
export const compileOneOf: KeywordCompiler = (value, context) => {
  const nodes = readList("oneOf", value, context);
  if (nodes === null) return null;
  const fitting = (found: JsonValue, run: Run, scope: Scope) => {
    let count = 0;
    for (const node of nodes) if (count < 2 && fits(node, found, run, scope)) count += 1;
    return count;
  };
  return {
    keyword: "oneOf",
    holds: (found, run, scope) => fitting(found, run, scope) === 1,
    explain: (found, run, scope, report) => {
      const count = fitting(found, run, scope);
      if (count === 0) explainUnion("oneOf", nodes, found, run, scope, report);
      if (count > 1)
        report.add(
          "oneOf",
          { says: `fits more than one of ${nodes.length} shapes, and must fit exactly one` },
          found,
        );
    },
    mark: (found, run, scope, into) => {
      for (const node of nodes) if (fits(node, found, run, scope)) mark(node, found, run, scope, into);
    },
  };
};

/** `not` (2020-12 core, section 10.2.1.4). */
export const compileNot: KeywordCompiler = (value, context) => {
  const node = context.child(["not"], value);
  if (node === null) return null;
  return {
    keyword: "not",
    holds: (found, run, scope) => !fits(node, found, run, scope),
    explain: (found, run, scope, report) => {
      if (!fits(node, found, run, scope)) return;
      report.add(
        "not",
        { says: "fits what it must not fit", expected: `not ${JSON.stringify(value)}` },
        found,
      );
    },
  };
};

/** `if`, `then` and `else` (2020-12 core, section 10.2.2). */
export const compileIf: KeywordCompiler = (value, context) => {
  const condition = context.child(["if"], value);
  const branch = (keyword: string) => {
    const schema = Object.hasOwn(context.schema, keyword) ? context.schema[keyword] : undefined;
    return schema === undefined ? null : context.child([keyword], schema);
  };
  const yes = branch("then");
  const no = branch("else");
  if (condition === null) return null;
  return {
    keyword: "if",
    holds: (found, run, scope) => {
      const chosen = fits(condition, found, run, scope) ? yes : no;
      return chosen === null || fits(chosen, found, run, scope);
    },
    explain: (found, run, scope, report) => {
      const chosen = fits(condition, found, run, scope) ? yes : no;
      if (chosen !== null) explain(chosen, found, run, scope, report);
    },
    mark: (found, run, scope, into) => {
      const isMet = fits(condition, found, run, scope);
      if (isMet) mark(condition, found, run, scope, into);
      const chosen = isMet ? yes : no;
      if (chosen !== null) mark(chosen, found, run, scope, into);
    },
  };
};

function readList(keyword: string, value: JsonValue, context: KeywordContext): SchemaNode[] | null {
  if (!Array.isArray(value) || value.length === 0) {
    return context.refuse([keyword], `${keyword} must be a list of at least one schema.`);
  }
  return value.flatMap((schema, index) => context.child([keyword, String(index)], schema) ?? []);
}
