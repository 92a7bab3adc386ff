import { BACKSLASH, LOWER_U, nameCharacter, QUOTE } from "./characters.ts";
import { FAILED, fail, type ScanState } from "./scan-state.ts";

const HEX_DIGITS = 4;
const UNICODE_ESCAPE_LENGTH = 2 + HEX_DIGITS;
const SIMPLE_ESCAPES = '"\\/bfnrt';

const CONTROLS = /[^\u0020-\uffff]/;

/**
 * Whether a text holds control characters, line breaks included. Compact JSON holds none, and then a string's end is
 * found by `indexOf`, which compares many characters at once.
 */
export function hasControls(text: string): boolean {
  return CONTROLS.test(text);
}

/**
 * Scans the string whose opening quote is at `at` (RFC 8259, section 7) and returns the offset after its
 * closing quote.
 */
export function scanString(state: ScanState, at: number): number {
  const plain = state.hasControls ? FAILED : plainEnd(state, at);
  const end = plain === FAILED ? scanCharacters(state, at) : plain;
  return end === FAILED || state.isWellFormed ? end : endOfWellFormed(state, at, end);
}

/** The offset after a string without escapes; {@link FAILED} when its characters must be looked at. */
function plainEnd(state: ScanState, at: number): number {
  const quote = state.text.indexOf('"', at + 1);
  if (quote === -1) return FAILED;
  if (state.nextBackslash < at) {
    const next = state.text.indexOf("\\", at);
    state.nextBackslash = next === -1 ? state.text.length : next;
  }
  return state.nextBackslash > quote ? quote + 1 : FAILED;
}

/** A run of characters that a string may hold as they are: RFC 8259's `unescaped`. */
const PLAIN_RUN = /[\u0020\u0021\u0023-\u005b\u005d-\uffff]*/y;

function scanCharacters(state: ScanState, at: number): number {
  const { text } = state;
  let next = at + 1;
  for (;;) {
    PLAIN_RUN.lastIndex = next;
    PLAIN_RUN.test(text);
    next = PLAIN_RUN.lastIndex;
    if (next >= text.length) return fail(state, "syntax", text.length, "a string has no closing quote");
    const code = text.charCodeAt(next);
    if (code === QUOTE) return next + 1;
    if (code !== BACKSLASH) {
      return fail(state, "syntax", next, `a string holds ${nameCharacter(text, next)} unescaped`);
    }
    next = scanEscape(state, next);
    if (next === FAILED) return FAILED;
  }
}

function endOfWellFormed(state: ScanState, start: number, end: number): number {
  const content = state.text.slice(start, end);
  if (content.isWellFormed()) return end;
  return fail(state, "lone_surrogate", start + firstDifference(content, content.toWellFormed()));
}

function firstDifference(left: string, right: string): number {
  let at = 0;
  while (left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  return at;
}

function scanEscape(state: ScanState, at: number): number {
  const { text } = state;
  const code = text.charCodeAt(at + 1);
  if (code !== LOWER_U) {
    if (SIMPLE_ESCAPES.includes(text.charAt(at + 1)) && at + 1 < text.length) return at + 2;
    return fail(state, "syntax", at, `a backslash stands before ${nameCharacter(text, at + 1)}`);
  }
  const unit = hexUnit(text, at);
  if (unit === undefined) return fail(state, "syntax", at, "\\u needs four hexadecimal digits");
  if (unit === 0) return fail(state, "null_character", at);
  if (unit < 0xd800 || unit > 0xdfff) return at + UNICODE_ESCAPE_LENGTH;
  return scanSurrogate(state, at, unit);
}

function scanSurrogate(state: ScanState, at: number, unit: number): number {
  const second = at + UNICODE_ESCAPE_LENGTH;
  const low = state.text.startsWith("\\u", second) ? hexUnit(state.text, second) : undefined;
  const isPair = unit <= 0xdbff && low !== undefined && low >= 0xdc00 && low <= 0xdfff;
  return isPair ? second + UNICODE_ESCAPE_LENGTH : fail(state, "lone_surrogate", at);
}

/** The code unit that the `\uXXXX` at `at` writes; `undefined` unless four hexadecimal digits follow. */
function hexUnit(text: string, at: number): number | undefined {
  const digits = text.slice(at + 2, at + UNICODE_ESCAPE_LENGTH);
  return /^[0-9A-Fa-f]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
