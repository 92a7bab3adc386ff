/** What a JSON text may hold before it is refused. */
export interface JsonLimits {
  /** Containers inside containers. */
  readonly maxDepth: number;
  /** Members of all objects of the text together. */
  readonly maxKeys: number;
  /** Items of an array that is the whole text; each costs its caller a slice. */
  readonly maxItems: number;
  /** Digits of one number, before and after the point, without the exponent. */
  readonly maxNumberDigits: number;
  /** Absolute value of one number's exponent. */
  readonly maxExponent: number;
  /** Digits that all exponents of the text together may add when the numbers are written out. */
  readonly maxExpandedDigits: number;
}

/**
 * Deep enough for every real payload (GitHub's reach 8), shallow enough that whatever walks a value later may
 * recurse.
 */
const MAX_DEPTH = 64;

/**
 * A 1 MiB body of the shortest members has about 150 000; real ones stay far below. Each costs memory, and as many
 * take a slow machine a tenth of a second to scan and parse, for which everybody else waits.
 */
const MAX_KEYS = 50_000;

/** The bound for the items of a batch; how many events a batch may hold is the door's own, lower, limit. */
const MAX_ITEMS = 100_000;

/** More than any decimal type in use writes, and far below the 131 072 that Postgres `numeric` takes. */
const MAX_NUMBER_DIGITS = 1_000;

/** The largest exponent of a double. Postgres `numeric` would write `1e131071` out as 131 072 digits. */
const MAX_EXPONENT = 308;

/** jsonb writes `1e308` out in full: this keeps what Postgres returns within 1 MB of what was sent. */
const MAX_EXPANDED_DIGITS = 1_000_000;

export const JSON_LIMITS: JsonLimits = {
  maxDepth: MAX_DEPTH,
  maxKeys: MAX_KEYS,
  maxItems: MAX_ITEMS,
  maxNumberDigits: MAX_NUMBER_DIGITS,
  maxExponent: MAX_EXPONENT,
  maxExpandedDigits: MAX_EXPANDED_DIGITS,
};
