import type { JsonLimits } from "#schemas/json/limits.ts";
import { type JsonAccepted, scanJson } from "#schemas/json/scan.ts";

/** The members of a JSON object as their own texts, by name. */
export type Members = ReadonlyMap<string, string>;

/** What is stored was within the limits when it came; Postgres may write its numbers out with more digits. */
const NO_LIMITS: JsonLimits = {
  maxDepth: Number.POSITIVE_INFINITY,
  maxKeys: Number.POSITIVE_INFINITY,
  maxItems: Number.POSITIVE_INFINITY,
  maxNumberDigits: Number.POSITIVE_INFINITY,
  maxExponent: Number.POSITIVE_INFINITY,
  maxExpandedDigits: Number.POSITIVE_INFINITY,
};

/**
 * The members of an object that is in the log, or on its way there.
 *
 * @throws when the text is no JSON object
 */
export function membersOf(text: string): Members {
  const scan = scanJson(text, NO_LIMITS);
  if (scan.outcome === "invalid" || scan.kind !== "object") {
    throw new Error("What is stored as a JSON object is none.");
  }
  return textsOf({ text, scan });
}

/** The members of a text that was scanned. */
export function textsOf({ text, scan }: { readonly text: string; readonly scan: JsonAccepted }): Members {
  const members = new Map<string, string>();
  for (const [name, { start, end }] of scan.members) members.set(name, text.slice(start, end));
  return members;
}

/** The object with these members, without white space between them. */
export function joinMembers(members: Members): string {
  let joined = "";
  for (const [name, text] of members) {
    joined += `${joined === "" ? "" : ","}${JSON.stringify(name)}:${text}`;
  }
  return `{${joined}}`;
}
