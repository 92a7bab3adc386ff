import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import { type Assertion, explain, fits, type Run, type SchemaNode } from "./evaluation.ts";
import type { KeywordCompiler, KeywordContext } from "./keyword.ts";
import type { TextPattern } from "./text-pattern.ts";

/** `properties` (2020-12 core, section 10.3.2.1). */
export const compileProperties: KeywordCompiler = (value, context) => {
  if (!isJsonObject(value)) return context.refuse(["properties"], "properties must be an object of schemas.");
  const nodes = new Map<string, SchemaNode>();
  for (const [name, schema] of Object.entries(value)) {
    const node = context.child(["properties", name], schema);
    if (node !== null) nodes.set(name, node);
  }
  const entries = [...nodes].map(([name, node]) => ({ name, node }));
  const present = (object: JsonObject, run: Run) => presentMembers(object, nodes, entries, run);
  return {
    keyword: "properties",
    holds: (object, run, scope) => {
      if (!isJsonObject(object)) return true;
      for (const { name, node } of present(object, run)) {
        if (Object.hasOwn(object, name) && !fits(node, memberAt(object, name), run, scope)) return false;
      }
      return true;
    },
    explain: (object, run, scope, report) => {
      if (!isJsonObject(object)) return;
      for (const { name, node } of present(object, run)) {
        if (!Object.hasOwn(object, name)) continue;
        report.within(name, () => explain(node, memberAt(object, name), run, scope, report));
      }
    },
    mark: (object, _run, _scope, into) => {
      if (isJsonObject(object))
        for (const name of Object.keys(object)) if (nodes.has(name)) into.addName(name);
    },
  };
};

/** Looking a member up in the object is the cheaper way, unless the schema names many more than the object has. */
const MANY_MORE = 4;

/** All members that are there and named, and some more that may not be there. */
function presentMembers(
  object: JsonObject,
  nodes: ReadonlyMap<string, SchemaNode>,
  entries: readonly Member[],
  run: Run,
): readonly Member[] {
  if (entries.length <= MANY_MORE) {
    run.stepsLeft -= entries.length;
    return entries;
  }
  const names = Object.keys(object);
  if (names.length * MANY_MORE >= entries.length) {
    run.stepsLeft -= entries.length;
    return entries;
  }
  run.stepsLeft -= names.length;
  return names.flatMap((name) => {
    const node = nodes.get(name);
    return node === undefined ? [] : { name, node };
  });
}

/** `patternProperties` (2020-12 core, section 10.3.2.2). */
export const compilePatternProperties: KeywordCompiler = (value, context) => {
  if (!isJsonObject(value)) {
    return context.refuse(["patternProperties"], "patternProperties must be an object of schemas.");
  }
  const entries = Object.entries(value).flatMap(([source, schema]) => {
    const node = context.child(["patternProperties", source], schema);
    const pattern = context.pattern(source, ["patternProperties", source]);
    return node === null || pattern === null ? [] : [{ node, pattern }];
  });
  return perMember("patternProperties", function* (object, run) {
    for (const name of Object.keys(object)) {
      for (const { node, pattern } of entries) if (pattern.test(name, run)) yield { name, node };
    }
  });
};

/** `additionalProperties` (2020-12 core, section 10.3.2.3): members that the two above do not name. */
export const compileAdditionalProperties: KeywordCompiler = (value, context) => {
  const node = context.child(["additionalProperties"], value);
  if (node === null) return null;
  const { named, patterns } = namedBeside(context);
  return perMember("additionalProperties", function* (object, run) {
    for (const name of Object.keys(object)) {
      run.stepsLeft -= 1;
      if (!named.has(name) && !patterns.some((pattern) => pattern.test(name, run))) yield { name, node };
    }
  });
};

function namedBeside(context: KeywordContext): {
  named: ReadonlySet<string>;
  patterns: readonly TextPattern[];
} {
  const { properties, patternProperties } = context.schema;
  const sources = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  return {
    named: new Set(isJsonObject(properties) ? Object.keys(properties) : []),
    patterns: sources.flatMap((source) => context.pattern(source, ["patternProperties", source]) ?? []),
  };
}

/** A member of an object and the schema that it must fit. */
export interface Member {
  readonly name: string;
  readonly node: SchemaNode;
}

/** An assertion about members; `members` says which, and what each must fit. */
function perMember(keyword: string, members: (object: JsonObject, run: Run) => Iterable<Member>): Assertion {
  return {
    keyword,
    holds: (value, run, scope) => {
      if (!isJsonObject(value)) return true;
      for (const { name, node } of members(value, run)) {
        if (!fits(node, memberAt(value, name), run, scope)) return false;
      }
      return true;
    },
    explain: (value, run, scope, report) => {
      if (!isJsonObject(value)) return;
      for (const { name, node } of members(value, run)) {
        if (report.isFull) return;
        report.within(name, () => explain(node, memberAt(value, name), run, scope, report));
      }
    },
    mark: (value, run, _scope, into) => {
      if (isJsonObject(value)) for (const { name } of members(value, run)) into.addName(name);
    },
  };
}

/** A member that is known to be there. */
function memberAt(object: JsonObject, name: string): JsonValue {
  return object[name] ?? null;
}

/** `propertyNames` (2020-12 core, section 10.3.2.4). */
export const compilePropertyNames: KeywordCompiler = (value, context) => {
  const node = context.child(["propertyNames"], value);
  if (node === null) return null;
  return {
    keyword: "propertyNames",
    holds: (object, run, scope) => {
      return !isJsonObject(object) || Object.keys(object).every((name) => fits(node, name, run, scope));
    },
    explain: (object, run, scope, report) => {
      if (!isJsonObject(object)) return;
      for (const name of Object.keys(object)) {
        if (report.isFull) return;
        if (fits(node, name, run, scope)) continue;
        report.within(name, () =>
          report.add("propertyNames", { says: "has a name that is not allowed here" }, name),
        );
      }
    },
  };
};
