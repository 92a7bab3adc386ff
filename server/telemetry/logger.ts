import { pino } from "pino";

export type { Logger } from "pino";

/** Members that never reach a log, wherever they stand in a logged object's first two levels. */
const REDACTED = ["password", "secret", "signingSecret", "token", "authorization", "cookie", "apiKey"];

/** One JSON line for each operation, on standard output. */
export function createLogger(options: { readonly level: string; readonly name: string }) {
  return pino({
    name: options.name,
    level: options.level,
    redact: { paths: REDACTED.flatMap((member) => [member, `*.${member}`]), censor: "[redacted]" },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
