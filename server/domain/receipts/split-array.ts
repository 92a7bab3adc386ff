import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from "#schemas/json/characters.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { MAX_REQUEST_ITEMS } from "./event-draft.ts";
import { type JsonItems, placeRefusal, skipBlank, tooManyItems } from "./json-items.ts";
import { type RefusedBody, readJson, refuseBody } from "./read-json.ts";

/** Whether a body can be nothing but a JSON array. */
export function beginsArray(body: Uint8Array): boolean {
  return body[skipBlank(body, 0, body.length)] === OPEN_BRACKET;
}

/**
 * Reads a batch: a body that is a JSON array, item by item. What cannot be stored refuses its own item; what is no JSON
 * refuses all, since nobody can tell where the other items are.
 */
export function splitArray(body: Uint8Array, reason: Refusal["reason"]): JsonItems {
  if (!beginsArray(body)) return refuseOther(body, reason);
  const cut = cutItems(body);
  if (cut.outcome === "refused") return cut;
  const items = cut.items.map((item, index) =>
    placeRefusal(readJson(item), { name: `Item ${index}`, steps: [index] }),
  );
  for (const item of items) {
    if (item.outcome === "refused" && item.refusal.reason === "malformed_json") return item;
  }
  return { outcome: "items", items };
}

function refuseOther(body: Uint8Array, reason: Refusal["reason"]): RefusedBody {
  const json = readJson(body);
  if (json.outcome === "refused") return json;
  return refuseBody(reason, `A batch is a JSON array, and the body is a ${json.scan.kind}.`, "");
}

type ItemBytes = { readonly outcome: "cut"; readonly items: readonly Uint8Array[] } | RefusedBody;

/**
 * Cuts at the commas between items; whether the pieces are JSON is for the scanner to say. Bytes, not text: a piece of a
 * long text reads its characters through the whole, at twice the price.
 */
function cutItems(body: Uint8Array): ItemBytes {
  const items: Uint8Array[] = [];
  const start = skipBlank(body, 0, body.length);
  let depth = 0;
  let itemStart = start + 1;
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
        depth -= 1;
        if (depth === 0) return finish(body, items, itemStart, at);
        break;
      case COMMA:
        if (depth > 1) break;
        items.push(body.subarray(itemStart, at));
        if (items.length === MAX_REQUEST_ITEMS) return tooManyItems();
        itemStart = at + 1;
        break;
      default:
    }
  }
  return refuseBody("malformed_json", "The text is not JSON: the array is not closed.", "");
}

function finish(body: Uint8Array, items: Uint8Array[], itemStart: number, end: number): ItemBytes {
  if (body[end] !== CLOSE_BRACKET || skipBlank(body, end + 1, body.length) < body.length) {
    return refuseBody("malformed_json", `The text is not JSON: the array does not end at byte ${end}.`, "");
  }
  const isEmpty = items.length === 0 && skipBlank(body, itemStart, end) === end;
  return { outcome: "cut", items: isEmpty ? [] : [...items, body.subarray(itemStart, end)] };
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
