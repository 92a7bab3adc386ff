import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import type { Assertion, Run } from "./evaluation.ts";
import { type KeywordCompiler, leaf, readCount, readNames } from "./keyword.ts";

/** `maxProperties` (validation, section 6.5.1). */
export const compileMaxProperties: KeywordCompiler = (value, context) => {
  const limit = readCount("maxProperties", value, context);
  if (limit === null) return null;
  return leaf(
    "maxProperties",
    (object) => !isJsonObject(object) || Object.keys(object).length <= limit,
    (object) => ({
      says: `must have at most ${limit} members, and has ${countOf(object)}`,
      expected: `at most ${limit} members`,
    }),
  );
};

/** `minProperties` (validation, section 6.5.2). */
export const compileMinProperties: KeywordCompiler = (value, context) => {
  const limit = readCount("minProperties", value, context);
  if (limit === null) return null;
  return leaf(
    "minProperties",
    (object) => !isJsonObject(object) || Object.keys(object).length >= limit,
    (object) => ({
      says: `must have at least ${limit} members, and has ${countOf(object)}`,
      expected: `at least ${limit} members`,
    }),
  );
};

function countOf(value: JsonValue): number {
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

/** `required` (validation, section 6.5.3). */
export const compileRequired: KeywordCompiler = (value, context) => {
  const names = readNames(["required"], value, context);
  return names === null ? null : requires("required", names);
};

/** `dependentRequired` (2020-12 validation, section 6.5.4). */
export const compileDependentRequired: KeywordCompiler = (value, context) => {
  if (!isJsonObject(value)) {
    return context.refuse(["dependentRequired"], "dependentRequired must be an object of lists of names.");
  }
  const dependencies = Object.entries(value).map(
    ([name, names]) => [name, readNames(["dependentRequired", name], names, context) ?? []] as const,
  );
  const assertions = dependencies.map(([name, names]) => requiresBeside("dependentRequired", name, names));
  return all("dependentRequired", assertions);
};

/** Several assertions under one keyword. */
export function all(keyword: string, assertions: readonly Assertion[]): Assertion {
  return {
    keyword,
    holds: (value, run, scope) => assertions.every((assertion) => assertion.holds(value, run, scope)),
    explain: (value, run, scope, report) => {
      for (const assertion of assertions) assertion.explain(value, run, scope, report);
    },
    mark: (value, run, scope, into) => {
      for (const assertion of assertions) assertion.mark?.(value, run, scope, into);
    },
  };
}

/** An object that has the member `name` must have the others. */
export function requiresBeside(keyword: string, name: string, names: readonly string[]): Assertion {
  const required = requires(keyword, names, ` beside ${name}`);
  const concerns = (value: JsonValue) => isJsonObject(value) && Object.hasOwn(value, name);
  return {
    keyword,
    holds: (value, run, scope) => !concerns(value) || required.holds(value, run, scope),
    explain: (value, run, scope, report) => {
      if (concerns(value)) required.explain(value, run, scope, report);
    },
  };
}

function requires(keyword: string, names: readonly string[], beside = ""): Assertion {
  return {
    keyword,
    holds: (value, run) => !isJsonObject(value) || hasAll(value, names, run),
    explain: (value, run, _scope, report) => {
      if (!isJsonObject(value) || hasAll(value, names, run)) return;
      for (const name of names) {
        if (report.isFull) return;
        if (Object.hasOwn(value, name)) continue;
        report.within(name, () => report.add(keyword, { says: `is missing${beside}`, expected: "a value" }));
      }
    },
  };
}

function hasAll(object: JsonObject, names: readonly string[], run: Run): boolean {
  run.stepsLeft -= names.length;
  return names.every((name) => Object.hasOwn(object, name));
}
