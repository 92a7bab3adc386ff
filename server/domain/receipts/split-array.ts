import { OPEN_BRACKET } from "#schemas/json/characters.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { cutArray } from "./cut-array.ts";
import { type ListReading, type ReadItem, readItems, skipBlank, tooManyItems } from "./json-items.ts";
import { type RefusedBody, readJson, refuseBody } from "./read-json.ts";

/** Whether a body can be nothing but a JSON array. */
export function beginsArray(body: Uint8Array): boolean {
  return body[skipBlank(body, 0, body.length)] === OPEN_BRACKET;
}

/**
 * Reads a batch: a body that is a JSON array, item by item. What cannot be stored refuses its own item; what is no JSON
 * refuses all, since nobody can tell where the other items are.
 *
 * @param reason of a body that is JSON, and no array
 */
export function splitArray(body: Uint8Array, reason: Refusal["reason"], read: ReadItem): ListReading {
  if (!beginsArray(body)) return refuseOther(body, reason);
  const cut = cutArray(body, skipBlank(body, 0, body.length));
  if (cut.outcome === "too_many") return tooManyItems("");
  if (cut.outcome === "malformed") return refuseBody("malformed_json", cut.message, "");
  if (skipBlank(body, cut.end, body.length) < body.length) {
    return refuseBody("malformed_json", `The text is not JSON: the array ends at byte ${cut.end}.`, "");
  }
  return readItems(cut.items, [], read);
}

function refuseOther(body: Uint8Array, reason: Refusal["reason"]): RefusedBody {
  const json = readJson(body);
  if (json.outcome === "refused") return json;
  return refuseBody(reason, `A batch is a JSON array, and the body is a ${json.scan.kind}.`, "");
}
