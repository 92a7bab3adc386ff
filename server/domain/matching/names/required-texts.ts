/** Texts of which a name must hold at least one to match; `undefined` when a regular expression asks for none. */
type Required = readonly string[] | undefined;

/** Alternatives that are worth seeking: more are tested instead. */
const MOST_ALTERNATIVES = 16;

/** What in RE2's syntax is followed by something else than a quoted character. */
const CLASS_ESCAPES = /[A-Za-z0-9]/;

/** Expressions in whose text letters do not stand for themselves: flags such as `(?i)`, and `\Q…\E`. */
const FLAGS = /\(\?(?!:|P?<[A-Za-z_])|\\Q/;

interface Cursor {
  readonly source: readonly string[];
  at: number;
}

/**
 * Texts of which every name that matches a regular expression holds at least one, read from the expression's
 * source: a name that holds none of them need not be tested. It is never wrong to find fewer than there are, so whatever is not
 * understood asks for nothing.
 *
 * @param source in RE2's syntax, known to compile
 */
export function requiredTexts(source: string): Required {
  if (FLAGS.test(source)) return undefined;
  const cursor = { source: [...source], at: 0 };
  const required = readAlternatives(cursor);
  return cursor.at === cursor.source.length ? required : undefined;
}

function readAlternatives(cursor: Cursor): Required {
  const found: Required[] = [readSequence(cursor)];
  while (cursor.source[cursor.at] === "|") {
    cursor.at += 1;
    found.push(readSequence(cursor));
  }
  if (found.includes(undefined)) return undefined;
  const texts = [...new Set(found.flatMap((texts) => texts ?? []))];
  return texts.length <= MOST_ALTERNATIVES ? texts : undefined;
}

/** The most telling requirement of parts that follow one another. */
function readSequence(cursor: Cursor): Required {
  let best: Required;
  let run = "";
  const endRun = () => {
    if (run !== "") best = moreTelling(best, [run]);
    run = "";
  };
  for (let part = readPart(cursor); part !== undefined; part = readPart(cursor)) {
    const repetition = readRepetition(cursor);
    if (part.literal === "" || repetition === "optional") endRun();
    if (repetition === "optional") continue;
    if (part.literal !== "") run += part.literal;
    else best = moreTelling(best, part.required);
    if (repetition === "repeated") endRun();
  }
  endRun();
  return best;
}

interface Part {
  /** A character that stands for itself; empty for anything else. */
  readonly literal: string;
  readonly required: Required;
}

const ANYTHING: Part = { literal: "", required: undefined };

function readPart(cursor: Cursor): Part | undefined {
  const character = cursor.source[cursor.at];
  if (character === undefined || character === "|" || character === ")") return undefined;
  cursor.at += 1;
  switch (character) {
    case "(":
      return readGroup(cursor);
    case "[":
      skipClass(cursor);
      return ANYTHING;
    case "\\":
      return readEscape(cursor);
    case ".":
    case "^":
    case "$":
      return ANYTHING;
    default:
      return { literal: character, required: undefined };
  }
}

function readGroup(cursor: Cursor): Part {
  if (cursor.source[cursor.at] === "?") {
    const isNamed = cursor.source[cursor.at + 1] !== ":";
    while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== (isNamed ? ">" : ":"))
      cursor.at += 1;
    cursor.at += 1;
  }
  const required = readAlternatives(cursor);
  cursor.at += 1;
  return { literal: "", required };
}

/** `\.` is a dot; `\d`, `\pL`, `\x41` and the like are not followed up. */
function readEscape(cursor: Cursor): Part {
  const escaped = cursor.source[cursor.at] ?? "";
  cursor.at += 1;
  if (!CLASS_ESCAPES.test(escaped)) return { literal: escaped, required: undefined };
  if (/[pPx]/.test(escaped)) {
    const isBraced = cursor.source[cursor.at] === "{";
    if (isBraced) while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== "}") cursor.at += 1;
    cursor.at += escaped === "x" && !isBraced ? 2 : 1;
  }
  if (/[0-7]/.test(escaped)) while (/[0-7]/.test(cursor.source[cursor.at] ?? "")) cursor.at += 1;
  return ANYTHING;
}

function skipClass(cursor: Cursor): void {
  if (cursor.source[cursor.at] === "^") cursor.at += 1;
  let isFirst = true;
  for (;;) {
    const character = cursor.source[cursor.at];
    if (character === undefined) return;
    cursor.at += 1;
    if (character === "]" && !isFirst) return;
    if (character === "\\") cursor.at += 1;
    if (character === "[" && cursor.source[cursor.at] === ":") skipNamedClass(cursor);
    isFirst = false;
  }
}

/** `[:alpha:]` inside a class. Where no `:]` follows, `[` and `:` are two characters of the class. */
function skipNamedClass(cursor: Cursor): void {
  const rest = cursor.source.slice(cursor.at + 1).join("");
  const end = /^\^?[a-z]+:\]/.exec(rest);
  if (end !== null) cursor.at += 1 + end[0].length;
}

type Repetition = "once" | "repeated" | "optional";

function readRepetition(cursor: Cursor): Repetition {
  let repetition: Repetition = "once";
  for (;;) {
    const character = cursor.source[cursor.at] ?? "";
    if (character === "+" && repetition !== "optional") repetition = "repeated";
    else if (character === "*" || character === "?")
      repetition = repetition === "repeated" ? "repeated" : "optional";
    else if (character === "{" && skipCounts(cursor)) repetition = "optional";
    else return repetition;
    cursor.at += 1;
  }
}

/** Moves to the end of `{2}`, `{2,}` or `{2,3}`. A brace that begins none of them is a character. */
function skipCounts(cursor: Cursor): boolean {
  const counts = /^\{\d+(?:,\d*)?\}/.exec(cursor.source.slice(cursor.at, cursor.at + 16).join(""));
  if (counts === null) return false;
  cursor.at += counts[0].length - 1;
  return true;
}

function moreTelling(left: Required, right: Required): Required {
  if (left === undefined || right === undefined) return left ?? right;
  const byLength = shortest(right) - shortest(left);
  if (byLength !== 0) return byLength > 0 ? right : left;
  return right.length < left.length ? right : left;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length));
}
