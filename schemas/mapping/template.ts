import { type PathCursor, readSegment } from "../pattern/path-grammar.ts";

/** A template is a line that a person reads: real ones stay under 120 characters. */
export const MAX_TEMPLATE_CHARACTERS = 512;

/** Each is looked up for every event; real templates have two or three. */
export const MAX_TEMPLATE_PARTS = 16;

/** What a part in braces stands for. A header's name is in lower case; `steps` lead from the item to one value. */
export type TemplateValue =
  | { readonly kind: "header"; readonly name: string }
  | { readonly kind: "path"; readonly steps: readonly (string | number)[] }
  | { readonly kind: "sha256" };

/** A stretch of a template: text as it is, or a value, written `{text}`, in lower case if that is asked for. */
export type TemplatePart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "value"; readonly text: string; readonly value: TemplateValue; readonly lower: boolean };

export type TemplateParse =
  | { readonly outcome: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly outcome: "invalid"; readonly message: string };

type PartRead = { readonly outcome: "read"; readonly part: TemplatePart } | Invalid;
type ValueRead = { readonly outcome: "read"; readonly value: TemplateValue } | Invalid;
type Invalid = Extract<TemplateParse, { outcome: "invalid" }>;

/** A field name of RFC 9110, section 5.1, of a length that headers have. */
const HEADER = /header:([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64})/y;
const SHA256 = /sha256/y;
const LOWER = /:lower/y;
/** Text outside of braces; `{{` and `}}` stand for one brace. */
const LITERAL = /(?:[^{}]|\{\{|\}\})+/y;

/**
 * Parses a mapping's template: text with parts `{header:name}`, `{$.json.path}` (RFC 9535, names and indexes only) and
 * `{sha256}`, each of them optionally with `:lower` behind it; `{{` and `}}` are braces. See docs/mapping.md.
 */
export function parseTemplate(text: string): TemplateParse {
  if (text.length > MAX_TEMPLATE_CHARACTERS) {
    return invalid(`The template is longer than ${MAX_TEMPLATE_CHARACTERS} characters. Shorten it.`);
  }
  const parts: TemplatePart[] = [];
  const cursor: PathCursor = { text, at: 0 };
  while (cursor.at < text.length) {
    if (parts.length === MAX_TEMPLATE_PARTS) {
      return invalid(`The template has more than ${MAX_TEMPLATE_PARTS} parts. Use fewer.`);
    }
    const literal = take(cursor, LITERAL);
    if (literal !== undefined) {
      parts.push({ kind: "literal", text: literal[0].replaceAll("{{", "{").replaceAll("}}", "}") });
      continue;
    }
    const read = readPart(cursor);
    if (read.outcome === "invalid") return read;
    parts.push(read.part);
  }
  return { outcome: "template", parts };
}

function readPart(cursor: PathCursor): PartRead {
  const start = cursor.at;
  if (cursor.text.charAt(start) === "}") {
    return invalid(`Character ${start + 1} is a "}" that closes nothing. Write }} for a brace.`);
  }
  cursor.at += 1;
  const read = readValue(cursor);
  if (read.outcome === "invalid") return read;
  const lower = take(cursor, LOWER) !== undefined;
  if (cursor.text.charAt(cursor.at) !== "}") {
    const begun = cursor.text.slice(start, cursor.at);
    return invalid(`After ${begun} a "}" was expected, or :lower} for lower case.`);
  }
  cursor.at += 1;
  const text = cursor.text.slice(start + 1, cursor.at - 1);
  return { outcome: "read", part: { kind: "value", text, value: read.value, lower } };
}

function readValue(cursor: PathCursor): ValueRead {
  if (cursor.text.charAt(cursor.at) === "$") return readPath(cursor);
  const header = take(cursor, HEADER)?.[1];
  if (header !== undefined) {
    return { outcome: "read", value: { kind: "header", name: header.toLowerCase() } };
  }
  if (take(cursor, SHA256) !== undefined) return { outcome: "read", value: { kind: "sha256" } };
  return invalid(
    `The part at character ${cursor.at} is none that a template knows: write {header:name}, {$.path.to.a.value} or {sha256}, and {{ for a brace.`,
  );
}

/** The path has a cursor of its own, so that its messages count from its `$`. */
function readPath(cursor: PathCursor): ValueRead {
  const path: PathCursor = { text: cursor.text.slice(cursor.at), at: 1 };
  const steps: (string | number)[] = [];
  while (path.text.charAt(path.at) === "." || path.text.charAt(path.at) === "[") {
    const read = readSegment(path);
    if (read.outcome === "refused") return invalid(read.message);
    const [selector, ...others] = read.segment.selectors;
    const step =
      selector?.kind === "name" ? selector.name : selector?.kind === "index" ? selector.index : null;
    if (read.segment.descends || others.length > 0 || step === null) {
      return invalid(
        "A path in a template leads to one value: use names and indexes only, not *, .. or slices.",
      );
    }
    steps.push(step);
  }
  cursor.at += path.at;
  if (steps.length > 0) return { outcome: "read", value: { kind: "path", steps } };
  return invalid("The path $ is the whole event. Name one of its fields: write {$.id}, for example.");
}

function take(cursor: PathCursor, token: RegExp): RegExpExecArray | undefined {
  token.lastIndex = cursor.at;
  const found = token.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return found;
}

function invalid(message: string): Invalid {
  return { outcome: "invalid", message };
}
