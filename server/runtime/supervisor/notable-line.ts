/** pino's number for "warn"; higher is worse. */
const WARN_LEVEL = 40;

/** Postgres logs every statement error of a client as ERROR; only these concern the server itself. */
const POSTGRES_TROUBLE = /\b(?:FATAL|PANIC): /;

/** FATAL, yet part of every start and stop. */
const POSTGRES_ROUTINE =
  /the database system is (?:starting up|shutting down|in recovery mode)|terminating connection due to administrator command/;

/** The stream matters for plain text: a crash comes by standard error, a framework's chatter by standard output. */
export type OutputLine = {
  readonly program: string;
  readonly stream: "stdout" | "stderr";
  readonly line: string;
};

/**
 * What of a program's output belongs on the terminal: warnings and errors of our own programs (pino's JSON lines,
 * or plain text such as a crash), and the server's own trouble of Postgres. All else is in the log file only.
 */
export function notableLine({ program, stream, line }: OutputLine): string | undefined {
  if (line.trim() === "" || program === "redis") return undefined;
  if (program === "postgres") {
    return POSTGRES_TROUBLE.test(line) && !POSTGRES_ROUTINE.test(line) ? line : undefined;
  }
  const entry = parseEntry(line);
  if (entry === undefined) return stream === "stderr" ? line : undefined;
  return entry.level >= WARN_LEVEL ? entry.text : undefined;
}

/** A line as a person reads it: the message of pino's JSON, or the line itself. */
export function plainLine(line: string): string {
  return parseEntry(line)?.text ?? line;
}

function parseEntry(line: string): { level: number; text: string } | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== "object" || entry === null || !("level" in entry)) return undefined;
    const message = "msg" in entry && typeof entry.msg === "string" ? entry.msg : line;
    return { level: Number(entry.level), text: message + reasonOf(entry) };
  } catch {
    return undefined;
  }
}

function reasonOf(entry: object): string {
  if (!("err" in entry) || typeof entry.err !== "object" || entry.err === null) return "";
  return "message" in entry.err ? `: ${String(entry.err.message)}` : "";
}
