/** Nodes of an expression's tree, macros written out: a longer condition is a program, which belongs into a workflow. */
export const MAX_NODES = 2_000;

/** Nodes inside nodes: whatever walks the tree may recurse. A macro adds some five. */
export const MAX_TREE_DEPTH = 80;

/** Loops inside loops: orders, their lines, the taxes of a line. */
export const MAX_LOOP_DEPTH = 3;

/**
 * What one evaluation may cost, in units of about a microsecond: a turn of a loop is one, and so are some 256 characters
 * that are looked at. Room for a list of ten thousand items, or all pairs of three hundred. A count and not a clock: the
 * same rule says the same of the same event on every machine.
 */
export const MAX_COST = 100_000;

/** Characters of a text that an expression makes, and items of a list: what doubles again and again ends here. */
export const MAX_MADE_CHARACTERS = 1_000_000;
export const MAX_MADE_ITEMS = 100_000;

/** Characters of a text that a regular expression looks at: its cost for each depends on the expression. */
export const MAX_MATCHED_CHARACTERS = 10_000;

/** Fields whose values a violation shows, characters of each, and characters of all together. */
export const MAX_SHOWN_READS = 10;
export const MAX_SHOWN_VALUE_CHARACTERS = 120;
export const MAX_SHOWN_CHARACTERS = 600;
