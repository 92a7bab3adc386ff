import type { Envelope } from "#schemas/envelope.ts";
import { itemOf, type JsonValue, memberOf } from "#schemas/json/value.ts";
import { compilePattern } from "#schemas/pattern/compile.ts";
import { filterHolds } from "#schemas/pattern/evaluate.ts";
import { compileRegex } from "#schemas/pattern/name.ts";
import { compileComparison, quantifierOf } from "#schemas/pattern/operators.ts";
import { parsePath } from "#schemas/pattern/path.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";
import { type FilterClause, isFilterGroup, type PatternFilter } from "#schemas/pattern/types.ts";
import type { Rule } from "#server/domain/matching/rule.ts";

type NameTest = (name: string) => boolean;
type Holds = (root: JsonValue) => boolean;
type Getter = (root: JsonValue) => JsonValue | undefined;

interface NaiveRule {
  readonly id: string;
  readonly name: NameTest;
  readonly clauses: readonly Holds[];
}

/** What the compiled matcher is measured against: every rule is tried, by parts that were compiled before. */
export class NaiveMatcher {
  readonly #rules: readonly NaiveRule[];

  constructor(rules: readonly Rule[]) {
    const regexes = new Map<string, NameTest>();
    this.#rules = rules.map(({ id, type, value, filters }) => {
      const name = nameTest(type, value, regexes);
      return { id, name, clauses: filters.map(compileClause) };
    });
  }

  count(envelope: Envelope): number {
    const name = envelope.pattern;
    const root = envelopeRoot(envelope);
    let count = 0;
    for (const rule of this.#rules) {
      if (rule.name(name) && allHold(rule.clauses, root)) count += 1;
    }
    return count;
  }

  ids(envelope: Envelope): string[] {
    const root = envelopeRoot(envelope);
    return this.#rules
      .filter((rule) => rule.name(envelope.pattern) && allHold(rule.clauses, root))
      .map(({ id }) => id);
  }
}

function allHold(clauses: readonly Holds[], root: JsonValue): boolean {
  for (const holds of clauses) {
    if (!holds(root)) return false;
  }
  return true;
}

function nameTest(type: Rule["type"], value: string, regexes: Map<string, NameTest>): NameTest {
  if (type === "exact") return (name) => name === value;
  if (type === "prefix") return (name) => name.startsWith(value);
  const known = regexes.get(value);
  if (known !== undefined) return known;
  const test = compileName(value);
  regexes.set(value, test);
  return test;
}

/** Syntax that means the same to RE2 and to JavaScript, whose own engine is the faster one for it. */
const COMMON_SYNTAX = /^(?:[A-Za-z0-9_.^$|()*+?-]|\\[.dw\\-]|\[\^?[A-Za-z0-9_.-]+\])*$/;

function compileName(source: string): NameTest {
  if (COMMON_SYNTAX.test(source) && !source.includes("(?")) {
    const regex = new RegExp(source);
    return (name) => regex.test(name);
  }
  const compiled = compileRegex(source);
  if (compiled.outcome === "refused") throw new Error(compiled.message);
  return (name) => compiled.regex.test(name);
}

function compileClause(clause: FilterClause): Holds {
  if (!isFilterGroup(clause)) return compileFilter(clause);
  const alternatives = clause.any_of.map(compileFilter);
  return (root) => alternatives.some((holds) => holds(root));
}

function compileFilter(filter: PatternFilter): Holds {
  const parsed = parsePath(filter.field);
  const steps = parsed.outcome === "parsed" ? parsed.path.steps : undefined;
  if (steps === undefined) return compileWalk(filter);
  const get = compileGetter(steps);
  const { operator, value: expected } = filter;
  if (operator === "equals" && (typeof expected !== "object" || expected === null)) {
    return (root) => get(root) === expected;
  }
  if (operator === "gt" && typeof expected === "number")
    return (root) => isNumber(get(root), (actual) => actual > expected);
  if (operator === "lt" && typeof expected === "number")
    return (root) => isNumber(get(root), (actual) => actual < expected);
  const compare = compileComparison(operator, expected);
  const isMet = quantifierOf(operator, expected) === "none";
  return (root) => {
    const actual = get(root);
    return actual === undefined ? isMet : !isMet && compare(actual) === "holds";
  };
}

function isNumber(actual: JsonValue | undefined, test: (actual: number) => boolean): boolean {
  return typeof actual === "number" && test(actual);
}

/** A path that selects several values is walked. */
function compileWalk(filter: PatternFilter): Holds {
  const compiled = compilePattern({ type: "exact", value: "any", filters: [filter] });
  if (compiled.outcome === "refused") throw new Error(JSON.stringify(compiled.issues));
  const walked = compiled.compiled.clauses.flatMap(({ alternatives }) => alternatives);
  return (root) => walked.every((one) => filterHolds(one, root));
}

/** A getter of nested closures. */
function compileGetter(steps: readonly (string | number)[]): Getter {
  return steps.reduce<Getter>(
    (inner, step) =>
      typeof step === "number" ? (root) => itemOf(inner(root), step) : (root) => memberOf(inner(root), step),
    (root) => root,
  );
}
