import { isJsonObject, type JsonValue } from "#schemas/json/value.ts";
import { type Assertion, explain, fits, mark, type SchemaNode } from "./evaluation.ts";
import { type KeywordCompiler, readNames } from "./keyword.ts";
import { all, requiresBeside } from "./object-sizes.ts";

/** `dependentSchemas` (2020-12 core, section 10.2.2.4). */
export const compileDependentSchemas: KeywordCompiler = (value, context) => {
  if (!isJsonObject(value)) {
    return context.refuse(["dependentSchemas"], "dependentSchemas must be an object of schemas.");
  }
  const assertions = Object.entries(value).flatMap(([name, schema]) => {
    const node = context.child(["dependentSchemas", name], schema);
    return node === null ? [] : [fitsBeside("dependentSchemas", name, node)];
  });
  return all("dependentSchemas", assertions);
};

/**
 * `dependencies` (draft-07 validation, section 6.5.7): to each name a schema, or other names. 2020-12 has two keywords in its
 * place; documents that were moved there often keep the old one, and validators go on honouring it.
 */
export const compileDependencies: KeywordCompiler = (value, context) => {
  if (!isJsonObject(value)) {
    return context.refuse(["dependencies"], "dependencies must be an object of schemas or lists of names.");
  }
  const assertions = Object.entries(value).flatMap(([name, dependency]) => {
    const steps = ["dependencies", name];
    if (Array.isArray(dependency))
      return requiresBeside("dependencies", name, readNames(steps, dependency, context) ?? []);
    const node = context.child(steps, dependency);
    return node === null ? [] : [fitsBeside("dependencies", name, node)];
  });
  return all("dependencies", assertions);
};

/** An object that has the member `name` must fit the schema. */
function fitsBeside(keyword: string, name: string, node: SchemaNode): Assertion {
  const concerns = (value: JsonValue) => isJsonObject(value) && Object.hasOwn(value, name);
  return {
    keyword,
    holds: (value, run, scope) => !concerns(value) || fits(node, value, run, scope),
    explain: (value, run, scope, report) => {
      if (concerns(value)) explain(node, value, run, scope, report);
    },
    mark: (value, run, scope, into) => {
      if (concerns(value)) mark(node, value, run, scope, into);
    },
  };
}
