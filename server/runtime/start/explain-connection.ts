/** SQLSTATE classes of a refused login, and of a database that is not there. */
const LOGIN_REFUSED = ["28P01", "28000"];
const DATABASE_MISSING = "3D000";

/**
 * Turns a driver's error into what happened, why, and what to do, without the password of the address.
 *
 * @param variable the environment variable that holds the address
 */
export function explainConnection(variable: string, address: string, error: Error): string {
  const url = new URL(address);
  const server = `${url.hostname}${url.port === "" ? "" : `:${url.port}`}`;
  const code = codeOf(error);
  if (LOGIN_REFUSED.includes(code) || /WRONGPASS|NOAUTH/.test(error.message)) {
    return `${server} refused the user or password of ${variable}. Correct them in the address.`;
  }
  if (code === DATABASE_MISSING) {
    return `The server at ${server} has no database ${url.pathname.slice(1)}. Create it there, or correct ${variable}.`;
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `No machine is known by the name ${url.hostname}. Correct the host in ${variable}.`;
  }
  return `${server} (${variable}) does not answer: ${error.message}. Start that server, or correct the address.`;
}

/** Node wraps the tries of several addresses into one AggregateError with an empty message. */
function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
