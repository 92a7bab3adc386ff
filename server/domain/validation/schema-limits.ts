import { JSON_LIMITS, type JsonLimits } from "#schemas/json/limits.ts";

/** A schema nests about three containers for each level of what it describes; GitHub's reach 20. */
const MAX_SCHEMA_DEPTH = 128;

/** What the text of a schema may hold before it is parsed. */
export const SCHEMA_JSON_LIMITS: JsonLimits = { ...JSON_LIMITS, maxDepth: MAX_SCHEMA_DEPTH };

/** Subschemas of one document. GitHub's largest event has 577. */
export const MAX_SUBSCHEMAS = 20_000;

/** Steps of subschemas within subschemas that stay at one value, by `allOf`, `$ref` and their like. Real ones stay under 10. */
export const MAX_IN_PLACE_DEPTH = 100;

/** Schemas that apply to one value, each time that a reference leads to one of them. GitHub's largest event has 48. */
export const MAX_IN_PLACE_SCHEMAS = 5_000;

/** Schemas of one document with a `$dynamicAnchor`: each `$dynamicRef` may lead to any. The meta-schema of 2020-12 has 8. */
export const MAX_DYNAMIC_ANCHORS = 100;

/** Issues that one answer lists. */
export const MAX_ISSUES = 50;

/** Longest `pattern`, in characters. */
export const MAX_PATTERN_CHARACTERS = 1_000;

/** Largest `pattern`, in RE2 instructions. In the worst case a character of an event costs 45 nanoseconds for each. */
export const MAX_PATTERN_INSTRUCTIONS = 2_000;

/** Characters times repetitions that a `pattern` may ask for before it is compiled at all. */
export const MAX_PATTERN_EXPANSION = 100_000;

/** The same of all the patterns of one document together: a second of compiling. */
export const MAX_ALL_PATTERN_EXPANSION = 2_000_000;

/**
 * Steps that judging one event may take, each 20 to 50 nanoseconds: a quarter of a second. A payload of one MiB that is one
 * long list of checked numbers takes two million.
 */
export const MAX_STEPS = 5_000_000;

/** Subschemas within subschemas while an event is judged: what the stack surely holds. Payloads nest 64 levels at most. */
export const MAX_EVALUATION_DEPTH = 1_000;
