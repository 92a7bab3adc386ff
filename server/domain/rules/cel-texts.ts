import { type CelFunc, CelScalar, celFunc, celMethod } from "@bufbuild/cel";
import { compileRegex, type NameRegex } from "#schemas/pattern/name.ts";
import { MAX_MADE_CHARACTERS, MAX_MATCHED_CHARACTERS } from "./cel-limits.ts";
import type { Meter } from "./cel-meter.ts";

/** Characters that a regular expression gets through in the time in which others are only compared. */
const MATCHED_CHARACTERS_COST = 64;

/** Regular expressions of all rules that a process evaluates, roughly. */
const MAX_REGEXES = 1_000;

const { BOOL, INT, STRING } = CelScalar;

/** Functions of texts that the library does not bound. */
export function textFunctions(meter: Meter): CelFunc[] {
  const regexes = new Map<string, NameRegex>();
  const size = (text: string) => {
    meter.chargeCharacters(text.length);
    let characters = 0n;
    for (const _ of text) characters += 1n;
    return characters;
  };
  return [
    celFunc("_+_", [STRING, STRING], STRING, (left, right) => {
      if (left.length + right.length > MAX_MADE_CHARACTERS) {
        throw new Error(`a text that a rule makes has at most ${MAX_MADE_CHARACTERS} characters`);
      }
      meter.chargeCharacters(left.length + right.length);
      return left + right;
    }),
    celFunc("size", [STRING], INT, size),
    celMethod("size", STRING, [], INT, function () {
      return size(this);
    }),
    celMethod("contains", STRING, [STRING], BOOL, function (part) {
      meter.chargeCharacters(this.length + part.length);
      return this.includes(part);
    }),
    celMethod("matches", STRING, [STRING], BOOL, function (source) {
      if (this.length > MAX_MATCHED_CHARACTERS) {
        throw new Error(`matches looks at texts of at most ${MAX_MATCHED_CHARACTERS} characters`);
      }
      meter.chargeCharacters(this.length * MATCHED_CHARACTERS_COST);
      return regexOf(regexes, source).test(this);
    }),
  ];
}

function regexOf(regexes: Map<string, NameRegex>, source: string): NameRegex {
  const known = regexes.get(source);
  if (known) return known;
  const compiled = compileRegex(source);
  if (compiled.outcome === "refused") throw new Error(compiled.message);
  if (regexes.size >= MAX_REGEXES) regexes.clear();
  regexes.set(source, compiled.regex);
  return compiled.regex;
}
