import { RE2JS } from "re2js";

/** Expressions have a handful of regular expressions, and meet each of them again with every event. */
const MAX_COMPILED = 100;

const compiled = new Map<string, RE2JS>();

/**
 * Stands in for RegExp where JSONata evaluates an expression's regular expressions, so that they take linear time.
 * Like RE2, it has no look-around and no back-references: making one of those throws.
 */
export class LinearRegex {
  /** Where the next search begins, in UTF-16 code units. */
  lastIndex = 0;
  readonly #regex: RE2JS;

  constructor(pattern: RegExp) {
    this.#regex = compile(pattern);
  }

  /** As RegExp's exec with the flag `g`: the match and its groups, with its place as `index`. */
  exec(text: string): ((string | undefined)[] & { readonly index: number }) | null {
    const matcher = this.#regex.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, group) => matcher.group(group) ?? undefined,
    );
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }
}

function compile(pattern: RegExp): RE2JS {
  const key = pattern.toString();
  const known = compiled.get(key);
  if (known) return known;
  const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0);
  const regex = RE2JS.compile(RE2JS.translateRegExp(pattern.source), flags);
  const [oldest] = compiled.keys();
  if (compiled.size >= MAX_COMPILED && oldest !== undefined) compiled.delete(oldest);
  compiled.set(key, regex);
  return regex;
}

/**
 * The class as the option that JSONata takes it by. JSONata only ever calls `new RegexEngine(pattern)`, `lastIndex` and
 * `exec` (its function evaluateRegex), so nothing else of RegExp's is missed.
 */
export function asRegexEngine(): RegExpConstructor {
  return LinearRegex as unknown as RegExpConstructor;
}
