import type { JsonValue } from "#schemas/json/value.ts";
import { type Assertion, explain, fits, type SchemaNode } from "./evaluation.ts";
import type { KeywordCompiler, KeywordContext } from "./keyword.ts";

/** `prefixItems` (2020-12 core, section 10.3.1.1). */
export const compilePrefixItems: KeywordCompiler = (value, context) => {
  if (!Array.isArray(value)) return context.refuse(["prefixItems"], "prefixItems must be a list of schemas.");
  return prefix("prefixItems", value, context);
};

/** `items` of 2020-12 (core, section 10.3.1.2): all items after those of `prefixItems`. */
export const compileItems: KeywordCompiler = (value, context) => {
  if (Array.isArray(value)) {
    return context.refuse(
      ["items"],
      "items must be one schema in 2020-12. Name the list of schemas prefixItems.",
    );
  }
  const { prefixItems } = context.schema;
  return rest("items", value, Array.isArray(prefixItems) ? prefixItems.length : 0, context);
};

/** `items` of draft-07 (validation, section 6.4.1): one schema for all, or a list for the first. */
export const compileItemsOrList: KeywordCompiler = (value, context) => {
  return Array.isArray(value) ? prefix("items", value, context) : rest("items", value, 0, context);
};

/** `additionalItems` (draft-07 validation, section 6.4.2): nothing without a list in `items`. */
export const compileAdditionalItems: KeywordCompiler = (value, context) => {
  const items = Object.hasOwn(context.schema, "items") ? context.schema.items : undefined;
  const assertion = rest("additionalItems", value, Array.isArray(items) ? items.length : 0, context);
  return Array.isArray(items) ? assertion : null;
};

function prefix(keyword: string, schemas: readonly JsonValue[], context: KeywordContext): Assertion {
  const nodes = schemas.flatMap((schema, index) => context.child([keyword, String(index)], schema) ?? []);
  return {
    keyword,
    holds: (value, run, scope) => {
      if (!Array.isArray(value)) return true;
      return nodes.every((node, index) => {
        const item = value[index];
        return item === undefined || fits(node, item, run, scope);
      });
    },
    explain: (value, run, scope, report) => {
      if (!Array.isArray(value)) return;
      for (const [index, node] of nodes.entries()) {
        const item = value[index];
        if (item !== undefined) report.within(index, () => explain(node, item, run, scope, report));
      }
    },
    mark: (value, _run, _scope, into) => {
      if (Array.isArray(value)) into.addFirstItems(nodes.length);
    },
  };
}

function rest(keyword: string, schema: JsonValue, start: number, context: KeywordContext): Assertion | null {
  const node = context.child([keyword], schema);
  if (node === null) return null;
  return {
    keyword,
    holds: (value, run, scope) =>
      !Array.isArray(value) || restFits(node, value, start, (item) => fits(node, item, run, scope)),
    explain: (value, run, scope, report) => {
      if (!Array.isArray(value)) return;
      for (let index = start; index < value.length && !report.isFull && run.stepsLeft >= 0; index += 1) {
        const item = value[index];
        if (item === undefined) return;
        report.within(index, () => explain(node, item, run, scope, report));
      }
    },
    mark: (value, _run, _scope, into) => {
      if (Array.isArray(value)) into.addEverything();
    },
  };
}

function restFits(
  node: SchemaNode,
  items: readonly JsonValue[],
  start: number,
  test: (item: JsonValue) => boolean,
): boolean {
  if (node.assertions.length === 0) return true;
  for (let index = start; index < items.length; index += 1) {
    const item = items[index];
    if (item !== undefined && !test(item)) return false;
  }
  return true;
}
