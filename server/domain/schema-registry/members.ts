import { isJsonObject } from "#schemas/json/value.ts";
import type { Dialect } from "../validation/dialect.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import { keywordOf, mapAt, oneAt, type Part } from "./part.ts";

/** What a part says about the members of an object. */
export interface MemberSchemas {
  readonly named: ReadonlyMap<string, SchemaPlace>;
  readonly patterns: readonly { readonly source: string; readonly place: SchemaPlace }[];
  readonly others: SchemaPlace | null;
}

export function membersOf(part: Part): MemberSchemas {
  return {
    named: mapAt(part, "properties"),
    patterns: [...mapAt(part, "patternProperties")].map(([source, place]) => ({ source, place })),
    others: oneAt(part, "additionalProperties"),
  };
}

/** The schemas that the parts have for the member of this name. */
export function schemasFor(parts: readonly Part[], name: string): SchemaPlace[] {
  return parts.flatMap((part) => {
    const { named, patterns, others } = membersOf(part);
    const own = named.get(name);
    const found = [
      ...(own === undefined ? [] : [own]),
      ...patterns.filter(({ source }) => part.side.matches(source, name)).map(({ place }) => place),
    ];
    return found.length > 0 || others === null ? found : [others];
  });
}

/**
 * The schemas that the parts have for every member that `properties` names nowhere, and that matches none of the expressions
 * `excluded` and, where one is given, the expression `matching`. Fewer than hold where that cannot be told.
 */
export function schemasForOthers(
  parts: readonly Part[],
  excluded: ReadonlySet<string>,
  matching?: string,
): SchemaPlace[] {
  return parts.flatMap((part) => {
    const { patterns, others } = membersOf(part);
    const sure = patterns.filter(({ source }) => source === matching).map(({ place }) => place);
    const canMatch = patterns.some(({ source }) => !excluded.has(source));
    return canMatch || others === null ? sure : [others];
  });
}

/** Names that a list of parts requires. */
export function requiredBy(parts: readonly Part[]): ReadonlySet<string> {
  return new Set(parts.flatMap((part) => namesIn(keywordOf(part, "required"))));
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

/** Names that must be there beside a name, and the schemas that must hold beside it; in both dialects' words. */
export interface Dependency {
  readonly keyword: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly place: SchemaPlace | null;
}

const DEPENDENCIES: Readonly<Record<Dialect, readonly string[]>> = {
  "draft-07": ["dependencies"],
  "2020-12": ["dependencies", "dependentRequired", "dependentSchemas"],
};

export function dependenciesOf(part: Part): Dependency[] {
  return DEPENDENCIES[part.side.document.dialect].flatMap((keyword) => {
    const value = keywordOf(part, keyword);
    const places = mapAt(part, keyword);
    if (!isJsonObject(value)) return [];
    return Object.keys(value).map((name) => {
      return { keyword, name, names: namesIn(value[name]), place: places.get(name) ?? null };
    });
  });
}
