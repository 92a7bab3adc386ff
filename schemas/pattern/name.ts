import { RE2JS } from "re2js";
import { expansionOf } from "./expansion.ts";
import { MAX_REGEX_EXPANSION, MAX_REGEX_INSTRUCTIONS } from "./limits.ts";

/** A regular expression in RE2's syntax, matched in linear time. */
export interface NameRegex {
  test(name: string): boolean;
}

export type RegexCompile =
  | { readonly outcome: "compiled"; readonly regex: NameRegex }
  | { readonly outcome: "refused"; readonly message: string };

/**
 * Compiles a pattern's regular expression (RE2 syntax: no look-around, no back-references). It matches anywhere
 * in the name unless `^` and `$` anchor it, and tells upper from lower case unless it begins with `(?i)`.
 */
export function compileRegex(source: string): RegexCompile {
  if (expansionOf(source) > MAX_REGEX_EXPANSION) {
    return refused("it repeats too much. Use smaller counts in {…}, or *");
  }
  try {
    const regex = RE2JS.compile(source);
    if (regex.programSize() > MAX_REGEX_INSTRUCTIONS) {
      return refused(
        `it compiles to more than ${MAX_REGEX_INSTRUCTIONS} instructions. Use smaller counts in {…}, or *`,
      );
    }
    return { outcome: "compiled", regex };
  } catch (error) {
    return refused(error instanceof Error ? reasonOf(error.message) : "it cannot be read");
  }
}

const LOOK_AROUND = /\(\?<?[=!]/;

function reasonOf(message: string): string {
  const detail = message.replace(/^error parsing regexp: /, "");
  if (!LOOK_AROUND.test(message)) return detail;
  return `${detail}. Look-ahead and look-behind are not supported, because they cannot be matched in linear time`;
}

function refused(reason: string): RegexCompile {
  return { outcome: "refused", message: `The regular expression is refused: ${reason}.` };
}
