/** 512 MiB of event text in one scan: what a database on one disk reads in some seconds. */
export const MAX_SCAN_BYTES = 536_870_912;

/** One scan, however slow the database is. */
export const MAX_SCAN_MS = 60_000;

/** A reader is told how far a scan is so often: a bar moves, and no proxy takes the connection for dead. */
export const PROGRESS_MS = 250;

/** 1 MiB of event text in memory and in one parse: about 10 ms of the event loop. */
export const BATCH_BYTES = 1_048_576;

/** Events read at once, where they are small: a round trip for each few hundred costs nothing any more. */
export const BATCH_EVENTS = 250;

/** Names and times looked at in one statement of a walk: some ms from the cache, under a second from a slow disk. */
export const SLICE_KEYS = 2_000;

/** Names that have at most as many events, together, are found by their index; others along the index of times. */
export const FEW_EVENTS = 20_000;

/** Distinct names that are listed before a scan: each is a probe of an index, about 30 µs. */
export const MAX_NAMES = 10_000;

/** One statement of a scan. A scan that needs more for one stops there, and says how far it got. */
export const STATEMENT_MS = 10_000;
