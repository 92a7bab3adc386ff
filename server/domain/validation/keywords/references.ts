import type { JsonValue } from "#schemas/json/value.ts";
import type { SchemaPlace } from "../document/resource.ts";
import { every } from "./combined.ts";
import { explain, fits, mark, type Run, type SchemaNode, type Scope } from "./evaluation.ts";
import type { KeywordCompiler, KeywordContext } from "./keyword.ts";

/** `$ref` (2020-12 core, section 8.2.3.1). */
export const compileRef: KeywordCompiler = (value, context) => {
  const target = readTarget("$ref", value, context);
  return target === null ? null : { keyword: "$ref", ...every([context.nodeAt(target)]) };
};

/** `$dynamicRef` (2020-12 core, section 8.2.3.2): to the outermost schema under way that has the anchor. */
export const compileDynamicRef: KeywordCompiler = (value, context) => {
  const target = readTarget("$dynamicRef", value, context);
  if (target === null) return null;
  const name = typeof value === "string" ? dynamicName(value, target) : undefined;
  if (name === undefined) return { keyword: "$dynamicRef", ...every([context.nodeAt(target)]) };
  const places = context.document.dynamicPlaces(name);
  for (const place of places) context.refersTo(place);
  const candidates = new Map(places.map((place) => [place, context.nodeAt(place)]));
  const fallback = context.nodeAt(target);
  const nodeIn = (run: Run, scope: Scope): SchemaNode => {
    const place = outermost(name, run, scope);
    return (place && candidates.get(place)) ?? fallback;
  };
  return {
    keyword: "$dynamicRef",
    holds: (found, run, scope) => fits(nodeIn(run, scope), found, run, scope),
    explain: (found, run, scope, report) => explain(nodeIn(run, scope), found, run, scope, report),
    mark: (found, run, scope, into) => mark(nodeIn(run, scope), found, run, scope, into),
  };
};

function readTarget(keyword: string, value: JsonValue, context: KeywordContext): SchemaPlace | null {
  if (typeof value !== "string") return context.refuse([keyword], `${keyword} must be a string.`);
  const target = context.document.resolve(value, context.place);
  if (target.outcome === "refused") return context.refuse([keyword], target.message);
  context.refersTo(target.place);
  return target.place;
}

/** The anchor's name when the reference leads to a `$dynamicAnchor`; a pointer to the same place does not. */
function dynamicName(reference: string, target: SchemaPlace): string | undefined {
  const name = reference.slice(reference.indexOf("#") + 1);
  return target.resource.dynamicAnchors.get(name) === target ? name : undefined;
}

function outermost(name: string, run: Run, scope: Scope): SchemaPlace | undefined {
  let found: SchemaPlace | undefined;
  for (let current: Scope | null = scope; current !== null; current = current.outer) {
    run.stepsLeft -= 1;
    found = current.resource.dynamicAnchors.get(name) ?? found;
  }
  return found;
}
