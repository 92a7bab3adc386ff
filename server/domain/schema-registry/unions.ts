import type { SchemaPlace } from "../validation/document/resource.ts";
import { listAt, oneAt, type Part } from "./part.ts";

/** Alternatives of which at least one holds, each with the schemas that hold with it. */
export interface Union {
  readonly identity: unknown;
  readonly alternatives: readonly (readonly SchemaPlace[])[];
}

/** The first alternatives that the parts leave open. One of `oneOf` is at least one of them. */
export function unionIn(parts: readonly Part[], used: readonly unknown[]): Union | null {
  for (const part of parts) {
    for (const keyword of ["oneOf", "anyOf"]) {
      const identity = part.schema[keyword];
      const list = listAt(part, keyword);
      if (list.length > 0 && !used.includes(identity))
        return { identity, alternatives: list.map((place) => [place]) };
    }
    const condition = oneAt(part, "if");
    if (condition === null || used.includes(part.schema)) continue;
    const then = oneAt(part, "then");
    const otherwise = oneAt(part, "else");
    return {
      identity: part.schema,
      alternatives: [[condition, ...(then ? [then] : [])], otherwise ? [otherwise] : []],
    };
  }
  return null;
}
