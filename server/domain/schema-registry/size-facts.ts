import { keywordOf, type Part } from "./part.ts";

/** The largest of the parts' values of a keyword that sets a minimum: 0 without any. */
export function atLeast(parts: readonly Part[], keyword: string): number {
  return Math.max(0, ...numbersAt(parts, keyword));
}

/** The smallest of the parts' values of a keyword that sets a maximum: infinity without any. */
export function atMost(parts: readonly Part[], keyword: string): number {
  return Math.min(Number.POSITIVE_INFINITY, ...numbersAt(parts, keyword));
}

function numbersAt(parts: readonly Part[], keyword: string): number[] {
  return parts.map((part) => keywordOf(part, keyword)).filter((value) => typeof value === "number");
}

/** Whether some part has the same text at a keyword, such as the same `pattern`. */
export function hasSameText(parts: readonly Part[], goal: Part, keyword: string): boolean {
  const wanted = keywordOf(goal, keyword);
  return wanted === undefined || parts.some((part) => keywordOf(part, keyword) === wanted);
}
