import type { JsonValue } from "#schemas/json/value.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import { fits, type Run, type SchemaNode } from "../validation/keywords/evaluation.ts";
import type { OpenSchema } from "../validation/open-schema.ts";
import { MAX_STEPS } from "../validation/schema-limits.ts";

/** Whether a value fits a schema; null when that takes too much work to say. */
export function fitsNode(node: SchemaNode, value: JsonValue): boolean | null {
  const run: Run = { stepsLeft: MAX_STEPS, depth: 0 };
  const holds = fits(node, value, run, { resource: node.place.resource, outer: null });
  return run.stepsLeft < 0 ? null : holds;
}

/** Whether a value fits all of these schemas of a document. */
export function fitsAll(side: OpenSchema, places: readonly SchemaPlace[], value: JsonValue): boolean | null {
  let verdict: boolean | null = true;
  for (const place of places) {
    const holds = fitsNode(side.nodeAt(place), value);
    if (holds === false) return false;
    if (holds === null) verdict = null;
  }
  return verdict;
}
