/** A part of a regular expression, as far as it says which texts a name must hold. */
export type RegexPart =
  /** Characters that stand for themselves. */
  | { readonly kind: "literal"; readonly text: string }
  /** One alternative or another. */
  | { readonly kind: "group"; readonly alternatives: readonly (readonly RegexPart[])[] }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  /** Something that asks for no certain text. */
  | { readonly kind: "other" };

/** What in RE2's syntax is followed by something else than a quoted character. */
const CLASS_ESCAPES = /[A-Za-z0-9]/;

/** Expressions in whose text letters do not stand for themselves: flags such as `(?i)`, and `\Q…\E`. */
const FLAGS = /\(\?(?!:|P?<[A-Za-z_])|\\Q/;

interface Cursor {
  readonly source: readonly string[];
  at: number;
}

const OTHER: RegexPart = { kind: "other" };

/**
 * Reads a regular expression in RE2's syntax, known to compile, into its alternatives and their parts. Whatever is not
 * understood is a part that asks for nothing; `undefined` where nothing can be said.
 */
export function readRegex(source: string): RegexPart[][] | undefined {
  if (FLAGS.test(source)) return undefined;
  const cursor = { source: Array.from(source), at: 0 };
  const alternatives = readAlternatives(cursor);
  return cursor.at === cursor.source.length ? alternatives : undefined;
}

function readAlternatives(cursor: Cursor): RegexPart[][] {
  const alternatives = [readSequence(cursor)];
  while (cursor.source[cursor.at] === "|") {
    cursor.at += 1;
    alternatives.push(readSequence(cursor));
  }
  return alternatives;
}

function readSequence(cursor: Cursor): RegexPart[] {
  const parts: RegexPart[] = [];
  for (let part = readPart(cursor); part !== undefined; part = readPart(cursor)) {
    const repetition = readRepetition(cursor);
    append(parts, repetition === "optional" ? OTHER : part);
    if (repetition === "repeated") append(parts, OTHER);
  }
  return parts;
}

/** Literals that follow one another are one. */
function append(parts: RegexPart[], part: RegexPart): void {
  const last = parts.at(-1);
  if (part.kind !== "literal" || last?.kind !== "literal") parts.push(part);
  else parts[parts.length - 1] = { kind: "literal", text: last.text + part.text };
}

function readPart(cursor: Cursor): RegexPart | undefined {
  const character = cursor.source[cursor.at];
  if (character === undefined || character === "|" || character === ")") return undefined;
  cursor.at += 1;
  switch (character) {
    case "(":
      return readGroup(cursor);
    case "[":
      skipClass(cursor);
      return OTHER;
    case "\\":
      return readEscape(cursor);
    case ".":
      return OTHER;
    case "^":
      return { kind: "start" };
    case "$":
      return { kind: "end" };
    default:
      return { kind: "literal", text: character };
  }
}

function readGroup(cursor: Cursor): RegexPart {
  if (cursor.source[cursor.at] === "?") skipTo(cursor, cursor.source[cursor.at + 1] === ":" ? ":" : ">");
  const alternatives = readAlternatives(cursor);
  cursor.at += 1;
  return { kind: "group", alternatives };
}

/** `\.` is a dot; `\d`, `\pL`, `\x41` and the like are not followed up. */
function readEscape(cursor: Cursor): RegexPart {
  const escaped = cursor.source[cursor.at] ?? "";
  cursor.at += 1;
  if (!CLASS_ESCAPES.test(escaped)) return { kind: "literal", text: escaped };
  if (/[pPx]/.test(escaped)) {
    if (cursor.source[cursor.at] === "{") skipTo(cursor, "}");
    else cursor.at += escaped === "x" ? 2 : 1;
  }
  if (/[0-7]/.test(escaped)) while (/[0-7]/.test(cursor.source[cursor.at] ?? "")) cursor.at += 1;
  return OTHER;
}

function skipTo(cursor: Cursor, end: string): void {
  while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== end) cursor.at += 1;
  cursor.at += 1;
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
