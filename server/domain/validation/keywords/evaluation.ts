import type { JsonValue } from "#schemas/json/value.ts";
import type { SchemaPlace, SchemaResource } from "../document/resource.ts";
import { MAX_EVALUATION_DEPTH } from "../schema-limits.ts";
import type { Evaluated } from "./evaluated.ts";
import type { Report } from "./report.ts";

/** What one judgement may still cost. Below zero it is void: everything returns at once, and what it returned says nothing. */
export interface Run {
  stepsLeft: number;
  /** Subschemas within subschemas that are under way. */
  depth: number;
}

/** The resources that were entered on the way, innermost first: the dynamic scope (2020-12 core, section 7.1). */
export interface Scope {
  readonly resource: SchemaResource;
  readonly outer: Scope | null;
}

/** One keyword of one schema, compiled. */
export interface Assertion {
  readonly keyword: string;
  holds(value: JsonValue, run: Run, scope: Scope): boolean;
  /** Adds what is wrong, if anything is. */
  explain(value: JsonValue, run: Run, scope: Scope, report: Report): void;
  /** Adds the members and items that it evaluates of a value that it holds for (2020-12 core, section 11). */
  mark?(value: JsonValue, run: Run, scope: Scope, into: Evaluated): void;
}

/** A schema, compiled: all its assertions must hold. Nodes may lead back to themselves. */
export interface SchemaNode {
  readonly place: SchemaPlace;
  readonly assertions: readonly Assertion[];
}

/** Whether a value fits a schema. */
export function fits(node: SchemaNode, value: JsonValue, run: Run, scope: Scope): boolean {
  if (!enter(node, run)) return false;
  const inner = scopeOf(node, scope);
  let holds = true;
  for (const assertion of node.assertions) {
    if (assertion.holds(value, run, inner)) continue;
    holds = false;
    break;
  }
  run.depth -= 1;
  return holds;
}

/** Adds to the report why a value does not fit a schema; nothing when it fits. */
export function explain(node: SchemaNode, value: JsonValue, run: Run, scope: Scope, report: Report): void {
  if (report.isFull || !enter(node, run)) return;
  const inner = scopeOf(node, scope);
  report.by(node.place, () => {
    for (const assertion of node.assertions) assertion.explain(value, run, inner, report);
  });
  run.depth -= 1;
}

/** Adds what a schema evaluates of a value that fits it. */
export function mark(node: SchemaNode, value: JsonValue, run: Run, scope: Scope, into: Evaluated): void {
  if (!enter(node, run)) return;
  const inner = scopeOf(node, scope);
  for (const assertion of node.assertions) assertion.mark?.(value, run, inner, into);
  run.depth -= 1;
}

function enter(node: SchemaNode, run: Run): boolean {
  run.stepsLeft -= 1 + node.assertions.length;
  if (run.depth >= MAX_EVALUATION_DEPTH) run.stepsLeft = -1;
  if (run.stepsLeft < 0) return false;
  run.depth += 1;
  return true;
}

function scopeOf(node: SchemaNode, scope: Scope): Scope {
  const { resource } = node.place;
  return resource === scope.resource ? scope : { resource, outer: scope };
}
