import { itemSchemas, itemsOf, keywordOf, oneAt, type Part } from "./part.ts";
import { atLeast, atMost } from "./size-facts.ts";
import type { Gap, SubsetProof } from "./subset-proof.ts";

/** Longer lists of schemas for the first items are not compared. */
const MAX_FIRST_ITEMS = 200;

/** What of the goal's keywords about arrays is not proven. */
export function arrayGap(proof: SubsetProof, parts: readonly Part[], goal: Part): Gap | null {
  const most = Math.min(atMost(parts, "maxItems"), closedLength(parts));
  const gap = (keyword: string): Gap => ({ place: goal.place, keyword });
  if (atLeast(parts, "minItems") < atLeast([goal], "minItems")) return gap("minItems");
  if (most > atMost([goal], "maxItems")) return gap("maxItems");
  const isUnique = most <= 1 || parts.some((part) => keywordOf(part, "uniqueItems") === true);
  if (keywordOf(goal, "uniqueItems") === true && !isUnique) return gap("uniqueItems");
  if (!containsProven(proof, parts, goal)) return gap("contains");
  const { first, rest, firstKeyword, restKeyword } = itemsOf(goal);
  const named = Math.max(first.length, ...parts.map((part) => itemsOf(part).first.length));
  if (named > MAX_FIRST_ITEMS) return gap(firstKeyword);
  for (let index = 0; index < Math.min(named, most); index += 1) {
    const wanted = first[index] ?? rest;
    const found = wanted === null ? null : proof.prove(itemSchemas(parts, index), wanted);
    if (found !== null) return found.keyword === "" ? { ...found, keyword: restKeyword } : found;
  }
  if (rest === null || named >= most) return null;
  return proof.prove(itemSchemas(parts, named), rest);
}

/** Some part asks for as many items, of a kind that is also the goal's kind. */
function containsProven(proof: SubsetProof, parts: readonly Part[], goal: Part): boolean {
  const wanted = oneAt(goal, "contains");
  if (wanted === null || countAt(goal, "minContains", 1) === 0)
    return countAt(goal, "maxContains", -1) === -1;
  if (keywordOf(goal, "maxContains") !== undefined) return false;
  return parts.some((part) => {
    const found = oneAt(part, "contains");
    const isEnough = countAt(part, "minContains", 1) >= countAt(goal, "minContains", 1);
    return found !== null && isEnough && proof.prove([found], wanted) === null;
  });
}

function countAt(part: Part, keyword: string, otherwise: number): number {
  const value = part.side.document.dialect === "draft-07" ? undefined : keywordOf(part, keyword);
  return typeof value === "number" ? value : otherwise;
}

/** The length that an array has at most because items after the first are not allowed. */
function closedLength(parts: readonly Part[]): number {
  const lengths = parts.map(itemsOf).map(({ first, rest }) => {
    return rest?.schema === false ? first.length : Number.POSITIVE_INFINITY;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...lengths);
}
