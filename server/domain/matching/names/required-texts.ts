import { type RegexPart, readRegex } from "./regex-reader.ts";

/** A name must hold at least one of the texts, at its start or its end if it is said so. */
export interface Requirement {
  readonly texts: readonly string[];
  readonly at: "start" | "end" | "anywhere";
}

/** Alternatives that are worth seeking: more are tested instead. */
const MOST_ALTERNATIVES = 16;

/**
 * What every name that matches a regular expression holds, read from the expression's source, the most telling
 * first: a name that does not need not be tested. It is never wrong to find less than there is.
 *
 * @param source in RE2's syntax, known to compile
 */
export function requirementsOf(source: string): readonly Requirement[] {
  const alternatives = readRegex(source);
  return alternatives === undefined ? [] : requirementsOfAlternatives(alternatives).toSorted(byTelling);
}

/** Whether a name holds all that is required, from the requirement at place `first` on. */
export function meetsAll(name: string, requirements: readonly Requirement[], first: number): boolean {
  for (let place = first; place < requirements.length; place += 1) {
    const requirement = requirements[place];
    if (requirement !== undefined && !meets(name, requirement)) return false;
  }
  return true;
}

function meets(name: string, { texts, at }: Requirement): boolean {
  for (const text of texts) {
    if (at === "start" ? name.startsWith(text) : at === "end" ? name.endsWith(text) : name.includes(text))
      return true;
  }
  return false;
}

function requirementsOfAlternatives(alternatives: readonly (readonly RegexPart[])[]): Requirement[] {
  const [only, ...others] = alternatives;
  if (only !== undefined && others.length === 0) return requirementsOfSequence(only);
  const texts = textsOfAlternatives(alternatives);
  return texts === undefined ? [] : [{ texts, at: "anywhere" }];
}

function requirementsOfSequence(parts: readonly RegexPart[]): Requirement[] {
  return parts.flatMap((part, index): Requirement[] => {
    const texts = textsOf(part);
    if (texts === undefined) return [];
    if (!isWhole(part)) return [{ texts, at: "anywhere" }];
    if (index === 1 && parts[0]?.kind === "start") return [{ texts, at: "start" }];
    const isLast = index === parts.length - 2 && parts.at(-1)?.kind === "end";
    return [{ texts, at: isLast ? "end" : "anywhere" }];
  });
}

/** Texts of which a part asks for one. */
function textsOf(part: RegexPart): readonly string[] | undefined {
  if (part.kind === "literal") return [part.text];
  return part.kind === "group" ? textsOfAlternatives(part.alternatives) : undefined;
}

/** The most telling requirement of each alternative, all of which must have one. */
function textsOfAlternatives(alternatives: readonly (readonly RegexPart[])[]): readonly string[] | undefined {
  const all = new Set<string>();
  for (const parts of alternatives) {
    const [best] = requirementsOfSequence(parts).toSorted(byTelling);
    if (best === undefined) return undefined;
    for (const text of best.texts) all.add(text);
  }
  return all.size <= MOST_ALTERNATIVES ? [...all] : undefined;
}

/** Whether a part is nothing but one of its texts. */
function isWhole(part: RegexPart): boolean {
  if (part.kind === "literal") return true;
  return (
    part.kind === "group" &&
    part.alternatives.every(([only, ...others]) => only?.kind === "literal" && others.length === 0)
  );
}

function byTelling(left: Requirement, right: Requirement): number {
  return shortest(right.texts) - shortest(left.texts) || left.texts.length - right.texts.length;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length));
}
