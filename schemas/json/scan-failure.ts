import type { JsonLimits } from "./limits.ts";

/** Why a JSON text is refused. Only `syntax` breaks RFC 8259; the others keep text out that could not be stored unchanged. */
export type JsonRefusal =
  | "syntax"
  | "too_deep"
  | "too_many_keys"
  | "too_many_items"
  | "duplicate_key"
  | "lone_surrogate"
  | "null_character"
  | "number_range";

/** A failure where it was seen. `detail` is the sentence's middle, for a person. */
export interface ScanFailure {
  readonly reason: JsonRefusal;
  readonly offset: number;
  readonly detail: string;
}

const POSTGRES_TEXT = "cannot be stored";

/** The whole sentence: what is wrong and what to do. */
export function describeFailure(failure: ScanFailure, limits: JsonLimits): string {
  const where = `at offset ${failure.offset}`;
  switch (failure.reason) {
    case "syntax":
      return `The text is not JSON: ${failure.detail} ${where}.`;
    case "too_deep":
      return `The JSON nests deeper than ${limits.maxDepth} levels ${where}. Send a flatter structure.`;
    case "too_many_keys":
      return `The JSON has more than ${limits.maxKeys} object members. Split it into several requests.`;
    case "too_many_items":
      return `The JSON array has more than ${limits.maxItems} items. Split it into several requests.`;
    case "duplicate_key":
      return `The key ${failure.detail} appears twice in one object ${where}. Send each key once.`;
    case "lone_surrogate":
      return `Half of a surrogate pair stands alone ${where}: it is no character and ${POSTGRES_TEXT}. Send both halves or none.`;
    case "null_character":
      return `The character U+0000 ${where} ${POSTGRES_TEXT}. Remove it.`;
    case "number_range":
      return `The number ${where} ${failure.detail}. Send it as a string.`;
  }
}
