/** A search that takes longer is given up: the person narrows it, and the database stays free for ingest. */
export const SEARCH_TIMEOUT_MS = 5_000;

/** 256 KiB of payload come with the event; a larger one is sent when it is asked for. */
export const MAX_INLINE_PAYLOAD_BYTES = 262_144;

/** 64 KiB of a receipt's body are shown: enough to see what it is. */
export const MAX_SHOWN_BODY_BYTES = 65_536;

/** Rows of each kind under one event or receipt: more would be scrolled past, not read. */
export const MAX_RELATED_ROWS = 200;

/** Attempts over all of an event's deliveries. */
export const MAX_ATTEMPT_ROWS = 1_000;

/** Versions shown with a pattern. */
export const MAX_VERSION_ROWS = 50;
