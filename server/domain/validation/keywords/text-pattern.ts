import { RE2JS } from "re2js";
import { expansionOf } from "#schemas/pattern/expansion.ts";
import { MAX_PATTERN_CHARACTERS, MAX_PATTERN_EXPANSION, MAX_PATTERN_INSTRUCTIONS } from "../schema-limits.ts";
import type { Run } from "./evaluation.ts";
import { toRe2 } from "./to-re2.ts";

/** A `pattern`, matched in linear time. */
export interface TextPattern {
  test(text: string, run: Run): boolean;
}

export type PatternCompile =
  | { readonly outcome: "compiled"; readonly pattern: TextPattern }
  | { readonly outcome: "refused"; readonly message: string };

/** What a character costs while the automaton fits its cache, in steps. When it does not, each instruction costs one. */
const MIN_STEPS_A_CHARACTER = 5;

/** What starting a match costs, in steps. */
const STEPS_A_TEXT = 20;

const LOOK_AROUND = /\(\?<?[=!]/;

/** Compiles a regular expression of a schema: ECMA-262's syntax with the flag `u`, as far as linear time allows. */
export function compilePattern(source: string): PatternCompile {
  if (source.length > MAX_PATTERN_CHARACTERS) {
    return refused(`it is longer than ${MAX_PATTERN_CHARACTERS} characters`);
  }
  if (expansionOf(source) > MAX_PATTERN_EXPANSION)
    return refused("it repeats too much. Use smaller counts in {…}, or *");
  try {
    const regex = RE2JS.compile(toRe2(source));
    const instructions = regex.programSize();
    if (instructions > MAX_PATTERN_INSTRUCTIONS) {
      return refused(
        `it compiles to more than ${MAX_PATTERN_INSTRUCTIONS} instructions. Use smaller counts in {…}, or *`,
      );
    }
    const stepsACharacter = Math.max(MIN_STEPS_A_CHARACTER, instructions);
    const test = (text: string, run: Run) => {
      run.stepsLeft -= STEPS_A_TEXT + text.length * stepsACharacter;
      return run.stepsLeft >= 0 && regex.test(text);
    };
    return { outcome: "compiled", pattern: { test } };
  } catch (error) {
    return refused(error instanceof Error ? reasonOf(error.message, source) : "it cannot be read");
  }
}

function reasonOf(message: string, source: string): string {
  if (LOOK_AROUND.test(source)) {
    return "look-ahead and look-behind are not supported, because they cannot be matched in linear time";
  }
  return message.replace(/^error parsing regexp: /, "");
}

function refused(reason: string): PatternCompile {
  return { outcome: "refused", message: `The regular expression is refused: ${reason}.` };
}
