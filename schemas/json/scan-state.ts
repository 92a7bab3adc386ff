import type { JsonLimits } from "./limits.ts";
import type { JsonRefusal, ScanFailure } from "./scan-failure.ts";

/** A part of the scanned text: `text.slice(start, end)`, in UTF-16 code units. */
export interface JsonSlice {
  readonly start: number;
  readonly end: number;
}

/** A container that is open at the scanner's position. */
export interface Frame {
  readonly isArray: boolean;
  readonly closer: number;
  /** The item under way, from 0. */
  index: number;
  /** The member under way; `undefined` before the first key and after a comma. */
  key: string | undefined;
  readonly keys: KeySet;
}

/** What one scan knows. Scanner functions return the next offset, or {@link FAILED} with `failure` set. */
export interface ScanState {
  readonly text: string;
  readonly limits: JsonLimits;
  readonly isWellFormed: boolean;
  readonly hasControls: boolean;
  readonly frames: Frame[];
  readonly members: Map<string, JsonSlice>;
  readonly items: JsonSlice[];
  /** The first backslash that no finished string holds, once looked for; the text's length when there is none. */
  nextBackslash: number;
  topValueStart: number;
  keyCount: number;
  expandedDigits: number;
  failure: ScanFailure | undefined;
}

export const FAILED = -1;

export function fail(state: ScanState, reason: JsonRefusal, offset: number, detail = ""): typeof FAILED {
  state.failure = { reason, offset, detail };
  return FAILED;
}

/** A key list this short is searched faster than it is hashed. */
const LINEAR_KEYS = 8;

/** The keys that one object has shown so far. */
export class KeySet {
  readonly #first: string[] = [];
  #all: Set<string> | undefined;

  /** Adds a key; false when it was there already. */
  add(key: string): boolean {
    if (this.#all === undefined) {
      if (this.#first.includes(key)) return false;
      this.#first.push(key);
      if (this.#first.length > LINEAR_KEYS) this.#all = new Set(this.#first);
      return true;
    }
    const { size } = this.#all;
    return this.#all.add(key).size > size;
  }
}
