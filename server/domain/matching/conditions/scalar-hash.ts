import type { JsonValue } from "#schemas/json/value.ts";

const GOLDEN_RATIO = 0x9e3779b1;

/** Hashes of what has none of its own. */
const MISSING = 1;
const CONTAINER = 2;
const NULL = 3;
const FALSE = 4;
const TRUE = 5;

/** Whole numbers and halves, quarters … differ in what is left of them after this. */
const FRACTIONS = 16;

/**
 * A hash of what a field holds, the same for equal values. It reads six characters of a text at most: texts that differ in
 * others only share it, which costs a look-up and nothing else.
 */
export function hashScalar(value: JsonValue | undefined): number {
  if (typeof value === "string") return hashText(value);
  if (typeof value === "number") return Math.imul(value * FRACTIONS, GOLDEN_RATIO);
  if (value === undefined) return MISSING;
  if (value === true) return TRUE;
  if (value === false) return FALSE;
  return value === null ? NULL : CONTAINER;
}

/** Numbers, ids and names differ at their end if they are of one length, addresses and sentences before. */
function hashText(text: string): number {
  const { length } = text;
  if (length < 4) return hashShort(text);
  const end =
    text.charCodeAt(length - 1) ^ (text.charCodeAt(length - 2) << 8) ^ (text.charCodeAt(length - 3) << 16);
  const middle =
    text.charCodeAt(length >> 1) ^
    (text.charCodeAt(length >> 2) << 8) ^
    (text.charCodeAt((length * 3) >> 2) << 16);
  return Math.imul(Math.imul(end, GOLDEN_RATIO) ^ middle, GOLDEN_RATIO) ^ length;
}

function hashShort(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), GOLDEN_RATIO);
  return hash;
}

/** The hash of a value at one field, never 0: the same value at another one has another hash. */
export function hashAt(field: number, hash: number): number {
  const mixed = Math.imul(hash ^ Math.imul(field, GOLDEN_RATIO), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) | 1;
}
