import { MAX_PATTERN_NAME_CHARACTERS } from "../envelope.ts";

/** Longest `value` of an exact or prefix pattern, in characters: an event's name is no longer. */
export const MAX_NAME_CHARACTERS = MAX_PATTERN_NAME_CHARACTERS;

/** Longest `value` of a regex pattern, in characters: room for several names as alternatives. */
export const MAX_REGEX_CHARACTERS = 1_000;

/**
 * Largest compiled regex, in RE2 instructions. Matching costs at most instructions × name length: 2 000 × 255 is a few
 * milliseconds once for each new name.
 */
export const MAX_REGEX_INSTRUCTIONS = 2_000;

/**
 * Characters times repetitions that a regex may ask for before it is compiled at all: `x{1000}` written 140 times is 980
 * characters but half a second of compiling.
 */
export const MAX_REGEX_EXPANSION = 100_000;

/** Filters of one pattern, those inside its groups included: more are a program, which belongs into the workflow. */
export const MAX_FILTERS = 20;

/** Longest JSONPath, in characters: paths seen in real payloads stay under 100. */
export const MAX_PATH_CHARACTERS = 500;

/** Longest filter value as JSON text, in characters: rules live in memory, all at once. */
export const MAX_FILTER_VALUE_CHARACTERS = 4_000;

/** Values that `in` lists: each list or object among them is compared with each value that a path selects. */
export const MAX_LISTED_VALUES = 200;

/** Containers inside containers in a filter value. */
export const MAX_FILTER_VALUE_DEPTH = 16;

/**
 * Nodes that one evaluation of a path with `*`, `..` or a slice may visit, each about 40 ns: the cost of such a
 * filter is bounded at a few milliseconds, whatever the event and the path.
 */
export const MAX_NODES_VISITED = 50_000;

/** Nodes that an explanation shows of those that a path selects. */
export const MAX_NODES_SHOWN = 5;

/** Longest piece of a value that an explanation's sentence quotes, in characters. */
export const MAX_QUOTED_CHARACTERS = 120;
