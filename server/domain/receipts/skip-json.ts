import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from "#schemas/json/characters.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { skipBlank } from "./json-items.ts";
import { readJson } from "./read-json.ts";

/**
 * Where the value begins that the names lead to; null when there is none, or when the walk meets what is no JSON. What it
 * passes by is not checked: whoever finds something here has the scanner read the rest.
 */
export function findValue(body: Uint8Array, names: readonly string[]): number | null {
  let at: number | null = skipBlank(body, 0, body.length);
  for (const name of names) {
    at = findMember(body, at, name);
    if (at === null) return null;
  }
  return at;
}

function findMember(body: Uint8Array, open: number, name: string): number | null {
  if (body[open] !== OPEN_BRACE) return null;
  let at = open;
  do {
    const key = skipBlank(body, at + 1, body.length);
    if (body[key] !== QUOTE) return null;
    const keyEnd = closingQuote(body, key) + 1;
    const colon = skipBlank(body, keyEnd, body.length);
    if (body[colon] !== COLON) return null;
    const value = skipBlank(body, colon + 1, body.length);
    if (isName(body.subarray(key, keyEnd), name)) return value;
    at = skipBlank(body, endOfValue(body, value), body.length);
  } while (body[at] === COMMA);
  return null;
}

/** @param key with its quotes */
function isName(key: Uint8Array, name: string): boolean {
  const isPlain = key.indexOf(BACKSLASH) === -1;
  if (isPlain && key.length !== name.length + 2) return false;
  const json = readJson(key);
  return json.outcome === "read" && parseJson(json.text) === name;
}

/** The offset of the comma or closing bracket behind a value; the body's length when there is none. */
export function endOfValue(body: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    switch (body[at]) {
      case QUOTE:
        at = closingQuote(body, at);
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth += 1;
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        if (depth === 0) return at;
        depth -= 1;
        break;
      case COMMA:
        if (depth === 0) return at;
        break;
      default:
    }
  }
  return body.length;
}

/** The offset of the quote that closes a string; the body's length when none does. */
function closingQuote(body: Uint8Array, open: number): number {
  for (let at = body.indexOf(QUOTE, open + 1); at !== -1; at = body.indexOf(QUOTE, at + 1)) {
    let backslash = at - 1;
    while (body[backslash] === BACKSLASH) backslash -= 1;
    if ((at - backslash) % 2 === 1) return at;
  }
  return body.length;
}
