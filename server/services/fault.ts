/** SQLSTATE classes after which the same statement may well succeed (Postgres documentation, Appendix A). */
const TRANSIENT_CLASSES = ["08", "40", "53", "55", "57", "58"];

/** A statement that ran into its time limit would do so again: it counts against what it was for. */
const QUERY_CANCELED = "57014";

/** What postgres.js and Node say when there is no connection. */
const CONNECTION_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
]);

/** SQLSTATE class 22: the data itself, such as a time that Postgres cannot hold. */
const DATA_CLASS = "22";

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Whether trying again later may help: the database is away, restarts, is full, or chose us to break a deadlock. */
export function isTransient(cause: unknown): boolean {
  const code = codeOf(cause);
  if (code === null || code === QUERY_CANCELED) return false;
  return CONNECTION_CODES.has(code) || (SQLSTATE.test(code) && TRANSIENT_CLASSES.includes(code.slice(0, 2)));
}

/** Whether Postgres refused a value. */
export function isDataFault(cause: unknown): boolean {
  const code = codeOf(cause);
  return code !== null && SQLSTATE.test(code) && code.startsWith(DATA_CLASS);
}

/** One sentence for the receipt's detail. */
export function describeFault(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function codeOf(cause: unknown): string | null {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return null;
  return typeof cause.code === "string" ? cause.code : null;
}
