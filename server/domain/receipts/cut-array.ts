import { CLOSE_BRACKET, COMMA } from "#schemas/json/characters.ts";
import { MAX_REQUEST_ITEMS } from "./event-draft.ts";
import { trimBlank } from "./json-items.ts";
import { endOfValue } from "./skip-json.ts";

/** `end` is the offset after the array. */
export type ArrayCut =
  | { readonly outcome: "cut"; readonly items: readonly Uint8Array[]; readonly end: number }
  | { readonly outcome: "too_many" }
  | { readonly outcome: "malformed"; readonly message: string };

/**
 * Cuts at the commas between items, without the white space around them; whether the pieces are JSON is for the scanner to say. Bytes, not text: a piece of a
 * long text reads its characters through the whole, at twice the price.
 *
 * @param open the offset of the array's bracket
 */
export function cutArray(body: Uint8Array, open: number): ArrayCut {
  const items: Uint8Array[] = [];
  let itemStart = open + 1;
  let end = endOfValue(body, itemStart);
  while (body[end] === COMMA) {
    items.push(trimBlank(body, itemStart, end));
    if (items.length === MAX_REQUEST_ITEMS) return { outcome: "too_many" };
    itemStart = end + 1;
    end = endOfValue(body, itemStart);
  }
  if (end === body.length) return malformed("The text is not JSON: the array is not closed.");
  return finish(body, items, itemStart, end);
}

function finish(body: Uint8Array, items: readonly Uint8Array[], itemStart: number, close: number): ArrayCut {
  if (body[close] !== CLOSE_BRACKET) {
    return malformed(`The text is not JSON: the array does not end at byte ${close}.`);
  }
  const last = trimBlank(body, itemStart, close);
  const isEmpty = items.length === 0 && last.length === 0;
  return { outcome: "cut", items: isEmpty ? [] : [...items, last], end: close + 1 };
}

function malformed(message: string): ArrayCut {
  return { outcome: "malformed", message };
}
