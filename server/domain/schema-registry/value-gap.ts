import { formatNamed } from "../validation/keywords/formats.ts";
import { numberGaps } from "./number-facts.ts";
import { keywordOf, type Part } from "./part.ts";
import { atLeast, atMost, hasSameText } from "./size-facts.ts";
import type { ValueType } from "./value-type.ts";

/** The first of the goal's keywords about numbers or texts that what the parts say does not imply. */
export function valueGap(parts: readonly Part[], type: ValueType, goal: Part): string | undefined {
  switch (type) {
    case "integer":
    case "fraction":
      return numberGaps(parts, goal, type)[0];
    case "string":
      return stringGaps(parts, goal)[0];
    default:
      return undefined;
  }
}

function stringGaps(parts: readonly Part[], goal: Part): string[] {
  return [
    ...(atLeast(parts, "minLength") >= atLeast([goal], "minLength") ? [] : ["minLength"]),
    ...(atMost(parts, "maxLength") <= atMost([goal], "maxLength") ? [] : ["maxLength"]),
    ...(hasSameText(parts, goal, "pattern") ? [] : ["pattern"]),
    ...(isKnownFormat(goal) && !hasSameText(parts, goal, "format") ? ["format"] : []),
  ];
}

function isKnownFormat(goal: Part): boolean {
  const name = keywordOf(goal, "format");
  return typeof name === "string" && formatNamed(name) !== undefined;
}
