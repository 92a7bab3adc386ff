/** Versions of one event name, deleted ones too: far more than anybody writes, few enough to compare and to list. */
export const MAX_VERSIONS = 500;

/** A change that finds the name's schemas changed meanwhile begins again: so often only when dozens of clients change one name. */
export const MAX_ATTEMPTS = 8;

/** At most this, by chance, before the second attempt, and twice as long before each that follows: 6 s before all of them. */
export const FIRST_PAUSE_MS = 50;

/** All comparisons of one schema with the earlier ones: what a person waits for. */
export const MAX_COMPARING_MS = 20_000;
