import { type RegexPart, readRegex } from "./regex-reader.ts";

/** A name must hold at least one of the texts, at its start or end or be it as a whole if it is said so. */
export interface Requirement {
  readonly texts: readonly string[];
  readonly at: "start" | "end" | "whole" | "anywhere";
}

export interface Requirements {
  /** The most telling first. */
  readonly all: readonly Requirement[];
  /** Whether a name that holds all of it matches: the expression asks for nothing else. */
  readonly decide: boolean;
}

/** Alternatives that are worth seeking: more are tested instead. */
const MOST_ALTERNATIVES = 16;

/**
 * What every name that matches a regular expression holds, read from the expression's source: a name that does not need
 * not be tested. It is never wrong to find less than there is.
 *
 * @param source in RE2's syntax, known to compile
 */
export function requirementsOf(source: string): Requirements {
  const [only, ...others] = readRegex(source) ?? [[{ kind: "other" }]];
  if (only !== undefined && others.length === 0) {
    const parts = joinWhole(only);
    const decide = parts.filter(({ kind }) => kind === "whole").length === 1 && parts.every(isDecided);
    return { all: requirementsOfSequence(parts).toSorted(byTelling), decide };
  }
  const texts = textsOfAlternatives([only ?? [], ...others]);
  return { all: texts === undefined ? [] : [{ texts, at: "anywhere" }], decide: false };
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
    if (holds(name, text, at)) return true;
  }
  return false;
}

function holds(name: string, text: string, at: Requirement["at"]): boolean {
  switch (at) {
    case "start":
      return name.startsWith(text);
    case "end":
      return name.endsWith(text);
    case "whole":
      return name === text;
    case "anywhere":
      return name.includes(text);
  }
}

/** A part that is nothing but one of some texts, or another part. */
type JoinedPart = { readonly kind: "whole"; readonly texts: readonly string[] } | RegexPart;

function isDecided({ kind }: JoinedPart, place: number, parts: readonly JoinedPart[]): boolean {
  return (
    kind === "whole" || (kind === "start" && place === 0) || (kind === "end" && place === parts.length - 1)
  );
}

/** Makes one part of those that follow one another and are nothing but texts, as long as there are few ways to say them. */
function joinWhole(parts: readonly RegexPart[]): JoinedPart[] {
  const joined: JoinedPart[] = [];
  for (const part of parts) {
    const texts = wholeTextsOf(part);
    const last = joined.at(-1);
    if (texts === undefined) joined.push(part);
    else if (last?.kind === "whole" && last.texts.length * texts.length <= MOST_ALTERNATIVES) {
      const both = last.texts.flatMap((before) => texts.map((text) => before + text));
      joined[joined.length - 1] = { kind: "whole", texts: both };
    } else joined.push({ kind: "whole", texts });
  }
  return joined;
}

function wholeTextsOf(part: RegexPart): readonly string[] | undefined {
  if (part.kind === "literal") return [part.text];
  if (part.kind !== "group" || part.alternatives.length > MOST_ALTERNATIVES) return undefined;
  const texts = part.alternatives.map(([only, ...others]) =>
    only?.kind === "literal" && others.length === 0 ? only.text : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function requirementsOfSequence(parts: readonly JoinedPart[]): Requirement[] {
  return parts.flatMap((part, place): Requirement[] => {
    if (part.kind === "whole") return [{ texts: part.texts, at: placeOf(place, parts) }];
    const texts = part.kind === "group" ? textsOfAlternatives(part.alternatives) : undefined;
    return texts === undefined ? [] : [{ texts, at: "anywhere" }];
  });
}

function placeOf(place: number, parts: readonly JoinedPart[]): Requirement["at"] {
  const isFirst = place === 1 && parts[0]?.kind === "start";
  const isLast = place === parts.length - 2 && parts.at(-1)?.kind === "end";
  if (isFirst) return isLast ? "whole" : "start";
  return isLast ? "end" : "anywhere";
}

/** The most telling requirement of each alternative, all of which must have one. */
function textsOfAlternatives(alternatives: readonly (readonly RegexPart[])[]): readonly string[] | undefined {
  const all = new Set<string>();
  for (const parts of alternatives) {
    const [best] = requirementsOfSequence(joinWhole(parts)).toSorted(byTelling);
    if (best === undefined) return undefined;
    for (const text of best.texts) all.add(text);
  }
  return all.size <= MOST_ALTERNATIVES ? [...all] : undefined;
}

function byTelling(left: Requirement, right: Requirement): number {
  return shortest(right.texts) - shortest(left.texts) || left.texts.length - right.texts.length;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length));
}
