import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  skipSpace,
  TAB,
} from "./characters.ts";
import { jsonPointer } from "./pointer.ts";

/** Names of members and indexes of items that lead from a value to one inside it. */
export type JsonSteps = readonly (string | number)[];

/** The places of a JSON text that somebody asks for, as a tree of their steps. */
export interface WantedPlaces {
  readonly pointer: string;
  readonly isWanted: boolean;
  readonly below: ReadonlyMap<string | number, WantedPlaces>;
}

/** The tree of the places that these steps lead to. */
export function wantPlaces(paths: readonly JsonSteps[]): WantedPlaces {
  return treeOf(paths, 0, "");
}

function treeOf(paths: readonly JsonSteps[], depth: number, pointer: string): WantedPlaces {
  const below = new Map<string | number, WantedPlaces>();
  const longer = paths.filter((steps) => steps.length > depth);
  for (const [step, own] of Map.groupBy(longer, (steps) => steps[depth])) {
    if (step !== undefined) below.set(step, treeOf(own, depth + 1, `${pointer}${jsonPointer([step])}`));
  }
  return { pointer, isWanted: longer.length < paths.length, below };
}

/**
 * The values at the wanted places, by JSON Pointer, exactly as they stand in the text: numbers keep their digits. What is
 * not there is left out. One pass over the text, whatever the number of places.
 *
 * @param text JSON that `scanJson` has accepted, within whatever limits: nothing is checked again
 */
export function textsAt(text: string, wanted: WantedPlaces): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  readValue({ text, found }, skipSpace(text, 0), wanted);
  return found;
}

interface Walk {
  readonly text: string;
  readonly found: Map<string, string>;
}

/** Every reader takes the offset where a value begins and returns the one after it. */
function readValue(walk: Walk, at: number, wanted: WantedPlaces | undefined): number {
  if (wanted === undefined) return skipValue(walk.text, at);
  const end = readInside(walk, at, wanted);
  if (wanted.isWanted) walk.found.set(wanted.pointer, walk.text.slice(at, end));
  return end;
}

function readInside(walk: Walk, at: number, wanted: WantedPlaces): number {
  const { text } = walk;
  const code = wanted.below.size === 0 ? undefined : text.charCodeAt(at);
  if (code === OPEN_BRACE) return readMembers(walk, at, wanted);
  return code === OPEN_BRACKET ? readItems(walk, at, wanted) : skipValue(text, at);
}

function readMembers(walk: Walk, open: number, { below }: WantedPlaces): number {
  const { text } = walk;
  let at = skipSpace(text, open + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const keyEnd = skipString(text, at);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    at = skipSpace(text, readValue(walk, value, below.get(readKey(text.slice(at + 1, keyEnd - 1)))));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return at + 1;
}

function readItems(walk: Walk, open: number, { below }: WantedPlaces): number {
  const { text } = walk;
  let at = skipSpace(text, open + 1);
  for (let index = 0; text.charCodeAt(at) !== CLOSE_BRACKET; index += 1) {
    at = skipSpace(text, readValue(walk, at, below.get(index)));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return at + 1;
}

function readKey(raw: string): string {
  return raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
}

function skipValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return skipString(text, at);
  return code === OPEN_BRACE || code === OPEN_BRACKET ? skipContainer(text, at) : skipScalar(text, at);
}

function skipContainer(text: string, open: number): number {
  let depth = 0;
  let at = open;
  do {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
    } else {
      if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
      at += 1;
    }
  } while (depth > 0);
  return at;
}

/** Each backslash is looked at for one quote only, so a string is linear whatever it escapes. */
function skipString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); ; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((quote - before) % 2 === 1) return quote + 1;
  }
}

const ENDS_SCALAR: ReadonlySet<number> = new Set([
  COMMA,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  SPACE,
  LINE_FEED,
  CARRIAGE_RETURN,
  TAB,
]);

function skipScalar(text: string, start: number): number {
  let at = start;
  while (at < text.length && !ENDS_SCALAR.has(text.charCodeAt(at))) at += 1;
  return at;
}
