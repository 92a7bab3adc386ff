import { OPEN_BRACKET } from "#schemas/json/characters.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { type JsonValue, kindOf, memberOf } from "#schemas/json/value.ts";
import { cutArray } from "./cut-array.ts";
import { type ListReading, type ReadItem, readItems, tooManyItems } from "./json-items.ts";
import { type RefusedBody, readJson, refuseBody } from "./read-json.ts";
import { findValue } from "./skip-json.ts";

/**
 * Reads the list of events in a webhook's body, item by item, so that every number keeps its digits and a limit counts for
 * one event. Each byte is scanned once: what surrounds the list by itself, with the list left out.
 *
 * @param path the names that lead to the list; none when it is the body
 */
export function readList(body: Uint8Array, path: readonly string[], read: ReadItem): ListReading {
  const open = findValue(body, path);
  if (open === null || body[open] !== OPEN_BRACKET) return refuseOther(body, path);
  const cut = cutArray(body, open);
  if (cut.outcome === "too_many") return tooManyItems(jsonPointer(path));
  if (cut.outcome === "malformed") return refuseBody("malformed_json", cut.message, jsonPointer(path));
  const surroundings = readJson(leaveOut(body, open + 1, cut.end - 1));
  return surroundings.outcome === "refused" ? leftOut(surroundings) : readItems(cut.items, path, read);
}

function leaveOut(body: Uint8Array, start: number, end: number): Uint8Array {
  const rest = new Uint8Array(start + body.length - end);
  rest.set(body.subarray(0, start));
  rest.set(body.subarray(end), start);
  return rest;
}

/** Offsets behind the list count without it. */
function leftOut({ outcome, refusal }: RefusedBody): RefusedBody {
  return {
    outcome,
    refusal: { ...refusal, message: `With its list of events left empty: ${refusal.message}` },
  };
}

function refuseOther(body: Uint8Array, path: readonly string[]): RefusedBody {
  const json = readJson(body);
  if (json.outcome === "refused") return json;
  let value: JsonValue = parseJson(json.text);
  for (const [index, name] of path.entries()) {
    const member = memberOf(value, name);
    if (member === undefined) return refuseList(path, path.slice(0, index + 1), "there is no such member");
    value = member;
  }
  return refuseList(path, path, `a value of the kind ${kindOf(value)} is there`);
}

function refuseList(path: readonly string[], reached: readonly string[], found: string): RefusedBody {
  const message = `The source's mapping looks for a list of events at ${["$", ...path].join(".")}, but ${found}.`;
  return refuseBody("missing_mapping", message, jsonPointer(reached));
}
