import { CARRIAGE_RETURN, LINE_FEED, SPACE, TAB } from "#schemas/json/characters.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { shortPointer } from "#schemas/receipt.ts";
import { MAX_REQUEST_ITEMS } from "./event-draft.ts";
import { type JsonBody, type RefusedBody, refuseBody } from "./read-json.ts";

/** The parts of a body, each scanned or refused by itself; or the refusal of a body whose parts cannot be told apart. */
export type JsonItems =
  | { readonly outcome: "items"; readonly items: readonly (JsonBody | RefusedBody)[] }
  | RefusedBody;

/** Where a part stands: what a message calls it, and the steps of a JSON Pointer to it, where there is one. */
export interface Place {
  readonly name: string;
  readonly steps: readonly number[];
}

/** Says of a refusal, whose pointer begins at the part, where the part stands. */
export function placeRefusal<Read extends { readonly outcome: "read" | "event" }>(
  item: Read | RefusedBody,
  place: Place,
): Read | RefusedBody {
  if (item.outcome !== "refused") return item;
  const { refusal } = item;
  const message = `${place.name}: ${refusal.message}`;
  const pointer = shortPointer(`${jsonPointer(place.steps)}${refusal.pointer ?? ""}`);
  return { outcome: "refused", refusal: { ...refusal, message, pointer } };
}

export function tooManyItems(): RefusedBody {
  const message = `The request holds more than the ${MAX_REQUEST_ITEMS} events that one may. Send them in several.`;
  return refuseBody("too_many_items", message);
}

/** The offset of the first byte from `start` on that is not JSON white space; `end` when there is none before it. */
export function skipBlank(body: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const byte = body[at];
    if (byte !== SPACE && byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== TAB) return at;
  }
  return end;
}
