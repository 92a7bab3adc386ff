/** Versions of one event name, deleted ones too: far more than anybody writes, few enough to compare and to list. */
export const MAX_VERSIONS = 500;

/** A change that finds the name's schemas changed meanwhile begins again; so often only when a client loops. */
export const MAX_ATTEMPTS = 5;

/** All comparisons of one schema with the earlier ones: what a person waits for. */
export const MAX_COMPARING_MS = 20_000;
