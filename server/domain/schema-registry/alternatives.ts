import type { SchemaPlace } from "../validation/document/resource.ts";
import type { OpenSchema } from "../validation/open-schema.ts";
import { listAt, oneAt, type Part, partsOf } from "./part.ts";

/** Ways through `anyOf`, `oneOf` and `if` that are followed. */
const MAX_ALTERNATIVES = 12;

/** The parts of a schema for each way through its alternatives; of many, the first. */
export function alternativesOf(side: OpenSchema, places: readonly SchemaPlace[]): (readonly Part[])[] {
  const found: (readonly Part[])[] = [];
  const waiting: { places: readonly SchemaPlace[]; used: readonly object[] }[] = [{ places, used: [] }];
  for (
    let next = waiting.shift();
    next !== undefined && found.length < MAX_ALTERNATIVES;
    next = waiting.shift()
  ) {
    const { places: present, used } = next;
    const parts = partsOf(side, present);
    if (parts === null) continue;
    const open = parts.find((part) => !used.includes(part.schema) && branchesOf(part).length > 0);
    if (open === undefined) found.push(parts);
    else
      for (const branch of branchesOf(open))
        waiting.push({ places: [...present, ...branch], used: [...used, open.schema] });
  }
  return found;
}

function branchesOf(part: Part): SchemaPlace[][] {
  const unions = ["anyOf", "oneOf"].map((keyword) => listAt(part, keyword)).filter((list) => list.length > 0);
  const condition = oneAt(part, "if");
  const then = oneAt(part, "then");
  const otherwise = oneAt(part, "else");
  if (condition !== null) unions.push([condition]);
  return unions
    .flatMap((list) => list.map((place) => (place === condition && then ? [place, then] : [place])))
    .concat(otherwise ? [[otherwise]] : []);
}
