import type { HostileDefinition } from "../support/manage.ts";

/** Rules that a pattern's author may not write. */
export const HOSTILE_PATTERNS: readonly Omit<HostileDefinition, "problem">[] = [
  refusedName("a look-ahead", "^(?=a)b"),
  refusedName("a back-reference", "(a)\\1"),
  refusedName("repetitions of repetitions", "((a{100}){100}){100}"),
  refusedName("very much of everything", "x{1000}".repeat(140)),
  refusedName("an expression that is not closed", "(a"),
  refusedPath("a script", "$.payload[(@.length-1)]"),
  refusedPath("a filter expression", "$.payload.items[?(@.price<10)]"),
  refusedPath("a filter that runs code", "$.payload[?(this.constructor.constructor('return process')())]"),
  refusedPath("a function", "$.payload.items.length()"),
  refusedPath("a parent", "$.payload^"),
  refusedPath("a path of 10 000 characters", `$.payload${".a".repeat(5_000)}`),
  refusedFilter("a value of 40 levels", { operator: "equals", value: nested(40) }, "/rule/filters/0/value"),
  refusedFilter(
    "a value of 20 kB",
    { operator: "equals", value: "x".repeat(20_000) },
    "/rule/filters/0/value",
  ),
  refusedFilter("an operator from the prototype", { operator: "constructor", value: 1 }, "/rule/filters/0"),
  {
    title: "a thousand filters",
    body: { type: "exact", value: "a", filters: Array.from({ length: 1_000 }, () => ({ any_of: [] })) },
    pointer: "/rule/filters",
  },
];

function refusedName(title: string, value: string) {
  return { title, body: { type: "regex", value, filters: [] }, pointer: "/rule/value" };
}

function refusedPath(title: string, field: string) {
  return refusedFilter(title, { field, operator: "equals", value: 1 }, "/rule/filters/0/field");
}

function refusedFilter(title: string, filter: object, pointer: string) {
  const filters = [{ field: "$.payload.a", ...filter }];
  return { title, body: { type: "exact", value: "a.b", filters }, pointer };
}

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}
