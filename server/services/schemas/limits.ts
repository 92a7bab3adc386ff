/** Versions of one event name, deleted ones too: far more than anybody writes, few enough to compare and to list. */
export const MAX_VERSIONS = 500;

/**
 * A change that finds the name's schemas changed meanwhile begins again. So often when dozens of clients change one name at
 * once; where comparing takes longer than the pauses do, which then spread nothing, nine clients are enough.
 */
export const MAX_ATTEMPTS = 8;

/** At most this, by chance, before the second attempt, and twice as long before each that follows: 6 s at most in all. */
export const FIRST_PAUSE_MS = 50;

/** All comparisons of one schema with the earlier ones: what a person waits for. */
export const MAX_COMPARING_MS = 20_000;
