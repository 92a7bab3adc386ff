import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isDigit,
  MINUS,
  nameCharacter,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
} from "./characters.ts";
import { JSON_LIMITS, type JsonLimits } from "./limits.ts";
import { jsonPointer } from "./pointer.ts";
import { describeFailure, type JsonRefusal } from "./scan-failure.ts";
import { scanNumber } from "./scan-number.ts";
import { FAILED, fail, type JsonSlice, KeySet, type ScanState } from "./scan-state.ts";
import { hasControls, scanString } from "./scan-string.ts";
import type { JsonKind } from "./value.ts";

/**
 * The text is JSON within the limits. `members` are those of an object that is the whole text, `items` those of an
 * array; each is a slice of the text, so that a number keeps its digits.
 */
export interface JsonAccepted {
  readonly outcome: "ok";
  readonly kind: JsonKind;
  readonly members: ReadonlyMap<string, JsonSlice>;
  readonly items: readonly JsonSlice[];
}

/** The text is refused. `offset` counts UTF-16 code units; `pointer` (RFC 6901) is the value under way there. */
export interface JsonRefused {
  readonly outcome: "invalid";
  readonly reason: JsonRefusal;
  readonly offset: number;
  readonly pointer: string;
  readonly message: string;
}

export type JsonScan = JsonAccepted | JsonRefused;

/** No value is left to scan. */
const DONE = -2;

/**
 * Reads a JSON text (RFC 8259) once, in linear time and without recursion, and says whether it may be parsed and
 * stored. Stricter than the grammar where the grammar leaves receivers to differ or Postgres could not hold the text: see
 * {@link JsonRefusal}.
 */
export function scanJson(text: string, limits: JsonLimits = JSON_LIMITS): JsonScan {
  const state: ScanState = {
    text,
    limits,
    isWellFormed: text.isWellFormed(),
    hasControls: hasControls(text),
    frames: [],
    members: new Map(),
    items: [],
    nextBackslash: -1,
    topValueStart: 0,
    keyCount: 0,
    expandedDigits: 0,
    failure: undefined,
  };
  const start = skipSpace(text, 0);
  scanValues(state, start);
  if (state.failure !== undefined) return refusal(state, state.failure);
  return { outcome: "ok", kind: kindAt(text, start), members: state.members, items: state.items };
}

function scanValues(state: ScanState, start: number): void {
  let at = start;
  while (at >= 0) {
    if (state.frames.length === 1) state.topValueStart = at;
    const code = state.text.charCodeAt(at);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) at = openContainer(state, at, code === OPEN_BRACKET);
    else at = afterScalar(state, scanScalar(state, at, code));
  }
}

/** Enters a container and returns the offset of its first value, or of what follows when it is empty. */
function openContainer(state: ScanState, at: number, isArray: boolean): number {
  if (state.frames.length === state.limits.maxDepth) return fail(state, "too_deep", at);
  const closer = isArray ? CLOSE_BRACKET : CLOSE_BRACE;
  state.frames.push({ isArray, closer, index: 0, key: undefined, keys: new KeySet() });
  const next = skipSpace(state.text, at + 1);
  if (state.text.charCodeAt(next) === closer) return nextValue(state, next);
  return isArray ? next : scanKey(state, next);
}

function scanScalar(state: ScanState, at: number, code: number): number {
  if (code === QUOTE) return scanString(state, at);
  if (code === MINUS || isDigit(code)) return scanNumber(state, at);
  for (const literal of ["true", "false", "null"]) {
    if (state.text.startsWith(literal, at)) return at + literal.length;
  }
  return fail(state, "syntax", at, `a value was expected, not ${nameCharacter(state.text, at)}`);
}

function afterScalar(state: ScanState, end: number): number {
  if (end === FAILED) return FAILED;
  if (!recordSlice(state, end)) return FAILED;
  return nextValue(state, end);
}

/** From the end of a value: closes what ends there and returns the offset of the next value. */
function nextValue(state: ScanState, end: number): number {
  const { text, frames } = state;
  let at = end;
  for (;;) {
    at = skipSpace(text, at);
    const frame = frames.at(-1);
    if (frame === undefined) return endOfText(state, at);
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      frame.index += 1;
      frame.key = undefined;
      const next = skipSpace(text, at + 1);
      return frame.isArray ? next : scanKey(state, next);
    }
    if (code !== frame.closer) return unclosed(state, at, frame.isArray);
    frames.pop();
    at += 1;
    if (!recordSlice(state, at)) return FAILED;
  }
}

/** Reads a key and its colon and returns the offset of the member's value. */
function scanKey(state: ScanState, at: number): number {
  const { text, frames, limits } = state;
  if (text.charCodeAt(at) !== QUOTE) {
    return fail(state, "syntax", at, `a key in quotes was expected, not ${nameCharacter(text, at)}`);
  }
  const end = scanString(state, at);
  if (end === FAILED) return FAILED;
  state.keyCount += 1;
  if (state.keyCount > limits.maxKeys) return fail(state, "too_many_keys", at);
  const frame = frames.at(-1);
  const key = decodeKey(text.slice(at + 1, end - 1));
  if (frame !== undefined) {
    frame.key = key;
    if (!frame.keys.add(key)) return fail(state, "duplicate_key", at, quoteKey(key));
  }
  const colon = skipSpace(text, end);
  if (text.charCodeAt(colon) === COLON) return skipSpace(text, colon + 1);
  return fail(state, "syntax", colon, `a colon was expected, not ${nameCharacter(text, colon)}`);
}

const BACKSLASH_TEXT = String.fromCharCode(BACKSLASH);

function decodeKey(raw: string): string {
  return raw.includes(BACKSLASH_TEXT) ? String(JSON.parse(`"${raw}"`)) : raw;
}

/** Longest key that a message quotes in full, in characters. */
const MAX_QUOTED_KEY_CHARACTERS = 80;

function quoteKey(key: string): string {
  if (key.length <= MAX_QUOTED_KEY_CHARACTERS) return JSON.stringify(key);
  return `${JSON.stringify(key.slice(0, MAX_QUOTED_KEY_CHARACTERS).toWellFormed())}…`;
}

/** Keeps the slice of a value that ended at `end` when it is a member or item of the whole text. */
function recordSlice(state: ScanState, end: number): boolean {
  if (state.frames.length !== 1) return true;
  const frame = state.frames[0];
  const slice = { start: state.topValueStart, end };
  if (frame?.key !== undefined) state.members.set(frame.key, slice);
  else if (state.items.push(slice) > state.limits.maxItems) {
    fail(state, "too_many_items", slice.start);
    return false;
  }
  return true;
}

function endOfText(state: ScanState, at: number): number {
  if (at >= state.text.length) return DONE;
  return fail(state, "syntax", at, `the value is over but ${nameCharacter(state.text, at)} follows`);
}

function unclosed(state: ScanState, at: number, isArray: boolean): number {
  const expected = isArray ? 'a comma or "]"' : 'a comma or "}"';
  return fail(state, "syntax", at, `${expected} was expected, not ${nameCharacter(state.text, at)}`);
}

function refusal(state: ScanState, failure: NonNullable<ScanState["failure"]>): JsonRefused {
  const steps = state.frames.map((frame) => (frame.isArray ? frame.index : frame.key));
  return {
    outcome: "invalid",
    reason: failure.reason,
    offset: failure.offset,
    pointer: jsonPointer(steps.filter((step) => step !== undefined)),
    message: describeFailure(failure, state.limits),
  };
}

function kindAt(text: string, at: number): JsonKind {
  switch (text.charAt(at)) {
    case "{":
      return "object";
    case "[":
      return "array";
    case '"':
      return "string";
    case "n":
      return "null";
    case "t":
    case "f":
      return "boolean";
    default:
      return "number";
  }
}
