import type { PathSegment, PathSelector } from "./path-model.ts";

/** A path's text and the offset that is read next. */
export interface PathCursor {
  readonly text: string;
  at: number;
}

type Refused = { readonly outcome: "refused"; readonly offset: number; readonly message: string };
type SegmentRead = { readonly outcome: "read"; readonly segment: PathSegment } | Refused;
type SelectorRead = { readonly outcome: "read"; readonly selector: PathSelector } | Refused;

/** RFC 9535's member-name-shorthand, and `-` inside it, which can mean nothing else here. */
const NAME = /[A-Za-z_\u{80}-\u{d7ff}\u{e000}-\u{10ffff}][A-Za-z0-9_\-\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]*/uy;
const SPACES = /[ \t\n\r]*/y;
const QUOTED = /'(?:[^'\\\p{Cc}]|\\.)*'|"(?:[^"\\\p{Cc}]|\\.)*"/uy;
const SLICE = /(-?\d*)[ \t\n\r]*:[ \t\n\r]*(-?\d*)(?:[ \t\n\r]*:[ \t\n\r]*(-?\d*))?/y;
const INDEX = /-?\d+/y;

const FROM_THE_END =
  "Negative numbers, which count from an array's end, are not supported. Count from 0, or use [*] for any item.";

/** Reads one segment, `.name`, `..name` or `[…]`, and moves the cursor behind it. */
export function readSegment(cursor: PathCursor): SegmentRead {
  const { text } = cursor;
  const descends = text.startsWith("..", cursor.at);
  if (!descends && text.charAt(cursor.at) === "[") return readBracket(cursor, false);
  if (text.charAt(cursor.at) !== ".") return refuseCharacter(cursor, "a dot or a bracket");
  cursor.at += descends ? 2 : 1;
  if (text.charAt(cursor.at) === "*") {
    cursor.at += 1;
    return segment(descends, [{ kind: "wildcard" }]);
  }
  if (descends && text.charAt(cursor.at) === "[") return readBracket(cursor, true);
  const name = take(cursor, NAME);
  if (name === undefined) return refuseCharacter(cursor, "a name");
  if (text.charAt(cursor.at) === "(") {
    return refuse(cursor, "Functions are not supported in a path. Name the field itself.");
  }
  return segment(descends, [{ kind: "name", name: name[0] }]);
}

function readBracket(cursor: PathCursor, descends: boolean): SegmentRead {
  const selectors: PathSelector[] = [];
  do {
    cursor.at += 1;
    take(cursor, SPACES);
    const read = readSelector(cursor);
    if (read.outcome === "refused") return read;
    selectors.push(read.selector);
    take(cursor, SPACES);
  } while (cursor.text.charAt(cursor.at) === ",");
  if (cursor.text.charAt(cursor.at) !== "]") return refuseCharacter(cursor, 'a comma or "]"');
  cursor.at += 1;
  return segment(descends, selectors);
}

function readSelector(cursor: PathCursor): SelectorRead {
  switch (cursor.text.charAt(cursor.at)) {
    case "?":
      return refuse(
        cursor,
        "Filter expressions, [?(…)], are not supported in a path. Add a filter of the pattern for each condition.",
      );
    case "(":
      return refuse(cursor, "Scripts, [(…)], are not supported in a path. Write the index or the name.");
    case "*":
      cursor.at += 1;
      return selected({ kind: "wildcard" });
    case "'":
    case '"':
      return readQuoted(cursor);
    default:
      return readNumbers(cursor);
  }
}

function readQuoted(cursor: PathCursor): SelectorRead {
  const start = cursor.at;
  const quoted = take(cursor, QUOTED);
  const name = quoted && unquote(quoted[0]);
  if (name !== undefined) return selected({ kind: "name", name });
  cursor.at = start;
  return refuse(cursor, "A quoted name is not closed or holds an escape that JSONPath does not know.");
}

/** The name in quotes, whose escapes are JSON's, and `\'` in single quotes. */
function unquote(quoted: string): string | undefined {
  const content = quoted.slice(1, -1);
  const isSingle = quoted.startsWith("'");
  if (!isSingle && /(?<!\\)(?:\\\\)*\\'/.test(content)) return undefined;
  if (isSingle && /(?<!\\)(?:\\\\)*\\"/.test(content)) return undefined;
  const asJson = isSingle ? content.replaceAll("\\'", "'").replaceAll('"', '\\"') : content;
  try {
    const name: unknown = JSON.parse(`"${asJson}"`);
    return typeof name === "string" && name.isWellFormed() ? name : undefined;
  } catch {
    return undefined;
  }
}

function readNumbers(cursor: PathCursor): SelectorRead {
  const start = cursor.at;
  const slice = take(cursor, SLICE);
  const numbers = slice ? slice.slice(1) : take(cursor, INDEX);
  if (numbers === undefined) return refuseCharacter(cursor, "an index, a slice, * or a quoted name");
  if (numbers.some((part) => part?.startsWith("-"))) return refuse({ ...cursor, at: start }, FROM_THE_END);
  const [first = "", end = "", step = ""] = numbers.map((part) => part ?? "");
  if (slice === undefined) return selected({ kind: "index", index: Number(first) });
  if (step !== "" && Number(step) === 0)
    return refuse({ ...cursor, at: start }, "A slice's step is at least 1.");
  return selected({
    kind: "slice",
    start: Number(first),
    end: end === "" ? Number.POSITIVE_INFINITY : Number(end),
    step: step === "" ? 1 : Number(step),
  });
}

function take(cursor: PathCursor, token: RegExp): RegExpExecArray | undefined {
  token.lastIndex = cursor.at;
  const found = token.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return found;
}

function segment(descends: boolean, selectors: PathSelector[]): SegmentRead {
  return { outcome: "read", segment: { descends, selectors } };
}

function selected(selector: PathSelector): SelectorRead {
  return { outcome: "read", selector };
}

function refuse(cursor: PathCursor, message: string): Refused {
  return { outcome: "refused", offset: cursor.at, message };
}

function refuseCharacter(cursor: PathCursor, expected: string): Refused {
  const character = cursor.text.charAt(cursor.at);
  const found = character === "" ? "the path ends" : `${JSON.stringify(character)} stands there`;
  const message = `At character ${cursor.at + 1} of the path ${expected} was expected, but ${found}. A name with other characters goes in brackets: $.payload['net amount'].`;
  return refuse(cursor, message);
}
