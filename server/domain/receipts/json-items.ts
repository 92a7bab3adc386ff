import { CARRIAGE_RETURN, LINE_FEED, SPACE, TAB } from "#schemas/json/characters.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { shortPointer } from "#schemas/receipt.ts";
import { type DecodedItem, MAX_REQUEST_ITEMS } from "./event-draft.ts";
import { type JsonBody, type RefusedBody, readJson, refuseBody } from "./read-json.ts";

/** What became of the items of a list, in order; or the refusal of a body whose items cannot be told apart. */
export type ListReading = { readonly outcome: "items"; readonly items: readonly DecodedItem[] } | RefusedBody;

/** Makes an event of an item's JSON. */
export type ReadItem = (json: JsonBody, index: number) => DecodedItem;

/** Where a part stands: what a message calls it, and the steps of a JSON Pointer to it, where there is one. */
export interface Place {
  readonly name: string;
  readonly steps: readonly (string | number)[];
}

/** Says of an item that is refused, whose pointer begins at the item, where it stands. */
export function placeRefusal<Read extends { readonly outcome: "read" | "event" }>(
  item: Read | RefusedBody,
  place: Place,
): Read | RefusedBody {
  return item.outcome === "refused" ? placeAt(item, place) : item;
}

function placeAt({ outcome, refusal }: RefusedBody, place: Place): RefusedBody {
  const message = `${place.name}: ${refusal.message}`;
  const pointer = shortPointer(`${jsonPointer(place.steps)}${refusal.pointer ?? ""}`);
  return { outcome, refusal: { ...refusal, message, pointer } };
}

/**
 * Reads the items of a list by themselves, so that limits count for each. What cannot be stored refuses its own item; what
 * is no JSON refuses all. One item after the other: ten thousand scans kept at once cost more than they took.
 *
 * @param steps where the list stands in the body
 */
export function readItems(
  pieces: readonly Uint8Array[],
  steps: readonly string[],
  read: ReadItem,
): ListReading {
  const items: DecodedItem[] = [];
  for (const [index, piece] of pieces.entries()) {
    const json = readJson(piece);
    if (json.outcome === "read") {
      items.push(read(json, index));
    } else {
      const placed = placeAt(json, { name: `Item ${index}`, steps: [...steps, index] });
      if (json.refusal.reason === "malformed_json") return placed;
      items.push(placed);
    }
  }
  return { outcome: "items", items };
}

/** @param pointer where the list stands, when there is one in the body */
export function tooManyItems(pointer?: string): RefusedBody {
  const message = `The request holds more than the ${MAX_REQUEST_ITEMS} events that one may. Send them in several.`;
  return refuseBody("too_many_items", message, pointer);
}

/** The offset of the first byte from `start` on that is not JSON white space; `end` when there is none before it. */
export function skipBlank(body: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    if (!isBlank(body[at])) return at;
  }
  return end;
}

/** The bytes from `start` to `end` without the JSON white space around them. */
export function trimBlank(body: Uint8Array, start: number, end: number): Uint8Array {
  const first = skipBlank(body, start, end);
  let last = end;
  while (last > first && isBlank(body[last - 1])) last -= 1;
  return body.subarray(first, last);
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB;
}
