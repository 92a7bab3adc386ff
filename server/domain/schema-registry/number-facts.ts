import { isMultiple } from "../validation/keywords/multiple.ts";
import { keywordOf, type Part } from "./part.ts";
import type { ValueType } from "./value-type.ts";

interface Bound {
  readonly limit: number;
  readonly isExclusive: boolean;
}

/** `sign` 1: lower bounds; -1: upper bounds, as lower bounds of the negative. */
function boundOf(
  parts: readonly Part[],
  keywords: readonly [string, string],
  sign: 1 | -1,
  type: ValueType,
): Bound {
  let tightest: Bound = { limit: Number.NEGATIVE_INFINITY, isExclusive: false };
  for (const part of parts) {
    for (const [index, keyword] of keywords.entries()) {
      const value = keywordOf(part, keyword);
      if (typeof value !== "number") continue;
      const bound = whole({ limit: value * sign, isExclusive: index === 1 }, type);
      if (implies(bound, tightest)) tightest = bound;
    }
  }
  return tightest;
}

/** Whole numbers above 2.5, or from 2.5 on, begin at 3. */
function whole(bound: Bound, type: ValueType): Bound {
  if (type !== "integer" || !Number.isSafeInteger(Math.ceil(bound.limit))) return bound;
  const limit = bound.isExclusive ? Math.floor(bound.limit) + 1 : Math.ceil(bound.limit);
  return { limit, isExclusive: false };
}

function implies(left: Bound, right: Bound): boolean {
  return left.limit > right.limit || (left.limit === right.limit && (left.isExclusive || !right.isExclusive));
}

const LOWER = ["minimum", "exclusiveMinimum"] as const;
const UPPER = ["maximum", "exclusiveMaximum"] as const;

/** The keywords of `goal` about numbers that what the parts say does not imply. */
export function numberGaps(parts: readonly Part[], goal: Part, type: ValueType): string[] {
  const isLow = implies(boundOf(parts, LOWER, 1, type), boundOf([goal], LOWER, 1, type));
  const isHigh = implies(boundOf(parts, UPPER, -1, type), boundOf([goal], UPPER, -1, type));
  return [
    ...(isLow ? [] : LOWER.filter((keyword) => keywordOf(goal, keyword) !== undefined)),
    ...(isHigh ? [] : UPPER.filter((keyword) => keywordOf(goal, keyword) !== undefined)),
    ...(isDivided(parts, goal, type) ? [] : ["multipleOf"]),
  ];
}

function isDivided(parts: readonly Part[], goal: Part, type: ValueType): boolean {
  const divisor = keywordOf(goal, "multipleOf");
  if (typeof divisor !== "number") return true;
  const known = parts
    .map((part) => keywordOf(part, "multipleOf"))
    .filter((value) => typeof value === "number");
  return [...known, ...(type === "integer" ? [1] : [])].some((value) => isMultiple(value, divisor));
}
