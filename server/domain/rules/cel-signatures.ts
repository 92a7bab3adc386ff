import type { CelFunc } from "@bufbuild/cel";

/** How a function may be called, and what to write instead of those that there are not. */
export interface Signatures {
  /** Null when it may be called so; otherwise a sentence. */
  fault(name: string, isMethod: boolean, argumentCount: number): string | null;
}

/** What the planner knows itself. */
const BUILT_IN = new Set(["_?_:_", "_&&_", "_||_", "_[_]", "@not_strictly_false"]);

const MACROS: Readonly<Record<string, string>> = {
  has: "has(payload.field)",
  all: "list.all(item, condition)",
  exists: "list.exists(item, condition)",
  exists_one: "list.exists_one(item, condition)",
  filter: "list.filter(item, condition)",
  map: "list.map(item, value)",
};

/** What people write who come from other languages. */
const INSTEAD: Readonly<Record<string, string>> = {
  length: "size(…)",
  len: "size(…)",
  count: "size(…)",
  includes: "contains(…), or `value in list`",
  toLowerCase: "lowerAscii()",
  toUpperCase: "upperAscii()",
  lower: "lowerAscii()",
  upper: "upperAscii()",
  some: "exists(item, condition)",
  any: "exists(item, condition)",
  every: "all(item, condition)",
  test: "text.matches('…')",
  match: "text.matches('…')",
  number: "double(…) or int(…)",
  str: "string(…)",
  date: "timestamp(…)",
};

export function signaturesOf(functions: Iterable<CelFunc>): Signatures {
  const names = new Set<string>();
  const forms = new Set<string>();
  for (const { name, target, arguments: args } of functions) {
    names.add(name);
    forms.add(formOf(name, target !== undefined, args.length));
  }
  return {
    fault(name, isMethod, argumentCount) {
      if (BUILT_IN.has(name) || forms.has(formOf(name, isMethod, argumentCount))) return null;
      if (Object.hasOwn(MACROS, name)) return `\`${name}\` is written as ${MACROS[name]}.`;
      if (names.has(name)) {
        return `\`${name}\` cannot be called with ${argumentCount} ${argumentCount === 1 ? "value" : "values"} here.`;
      }
      const instead = Object.hasOwn(INSTEAD, name) ? ` Write ${INSTEAD[name]}.` : "";
      return `There is no function \`${name}\`.${instead}`;
    },
  };
}

function formOf(name: string, isMethod: boolean, argumentCount: number): string {
  return `${isMethod ? "." : ""}${name}/${argumentCount}`;
}
