import { jsonPointer } from "#schemas/json/pointer.ts";
import { scanJson } from "#schemas/json/scan.ts";
import { MAX_REQUEST_ITEMS } from "./event-draft.ts";
import { type JsonBody, type RefusedBody, refuseBody } from "./read-json.ts";

/** An event's JSON as it stands in the body, and the steps that lead there. */
export interface ItemText {
  readonly text: string;
  readonly steps: readonly (string | number)[];
}

export type ItemTexts = { readonly outcome: "items"; readonly items: readonly ItemText[] } | RefusedBody;

/**
 * Cuts a body into the texts of its events, so that every number keeps its digits.
 *
 * @param path the names that lead to the list of events; null when the body is one event
 */
export function cutItems(body: JsonBody, path: readonly string[] | null): ItemTexts {
  if (path === null) return { outcome: "items", items: [{ text: body.text, steps: [] }] };
  let list: Pick<JsonBody, "text" | "scan"> = body;
  for (const [index, name] of path.entries()) {
    const slice = list.scan.members.get(name);
    if (slice === undefined) return refuseList(path, path.slice(0, index + 1), "there is no such member");
    const text = list.text.slice(slice.start, slice.end);
    const scan = scanJson(text);
    if (scan.outcome === "invalid") throw new Error(`A part of scanned JSON is refused: ${scan.message}`);
    list = { text, scan };
  }
  const { text, scan } = list;
  if (scan.kind !== "array") return refuseList(path, path, `a value of the kind ${scan.kind} is there`);
  if (scan.items.length > MAX_REQUEST_ITEMS) {
    const message = `The request holds ${scan.items.length} events; ${MAX_REQUEST_ITEMS} are allowed in one. Send them in several.`;
    return refuseBody("too_many_items", message, jsonPointer(path));
  }
  const items = scan.items.map(({ start, end }, index) => ({
    text: text.slice(start, end),
    steps: [...path, index],
  }));
  return { outcome: "items", items };
}

function refuseList(path: readonly string[], reached: readonly string[], found: string): RefusedBody {
  const message = `The source's mapping looks for a list of events at ${["$", ...path].join(".")}, but ${found}.`;
  return refuseBody("missing_mapping", message, jsonPointer(reached));
}
