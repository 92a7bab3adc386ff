import { MAX_REQUEST_ITEMS } from "./event-draft.ts";
import { type Place, placeRefusal, skipBlank, tooManyItems } from "./json-items.ts";
import { type JsonBody, type RefusedBody, readJson } from "./read-json.ts";

/** How the records of a stream are told apart. */
export interface Separator {
  readonly byte: number;
  /** What a message calls a record. */
  readonly name: string;
}

/** https://github.com/ndjson/ndjson-spec and https://jsonlines.org: a carriage return before it is white space. */
export const LINES: Separator = { byte: 0x0a, name: "Line" };

/** RFC 7464: each text follows a record separator, and a line feed ends it. */
export const SEQUENCE: Separator = { byte: 0x1e, name: "Record" };

/** A record that is not blank: where it stands, and what it holds. */
export interface JsonRecord {
  readonly place: Place;
  readonly json: JsonBody | RefusedBody;
}

export type JsonRecords =
  | { readonly outcome: "records"; readonly records: readonly JsonRecord[] }
  | RefusedBody;

/**
 * Reads a stream of JSON texts record by record. It is cut as bytes, so that what is not UTF-8 refuses its own record.
 * Records count from 1, blank ones too: that is how editors count lines.
 */
export function splitRecords(body: Uint8Array, separator: Separator): JsonRecords {
  const records: JsonRecord[] = [];
  let start = 0;
  // What stands before the first separator of a sequence is no record, and should be nothing.
  for (let number = separator === SEQUENCE ? 0 : 1; start <= body.length; number += 1) {
    const next = body.indexOf(separator.byte, start);
    const end = next === -1 ? body.length : next;
    if (skipBlank(body, start, end) < end) {
      if (records.length === MAX_REQUEST_ITEMS) return tooManyItems();
      const place = { name: `${separator.name} ${number}`, steps: [] };
      records.push({ place, json: placeRefusal(readJson(body.subarray(start, end)), place) });
    }
    start = end + 1;
  }
  return { outcome: "records", records };
}
