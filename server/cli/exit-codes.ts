/** What scripts can tell from the end of a command: part of the interface, described in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The server answered 4xx. */
  refused: 1,
  /** The command was not understood, or something that it needs was not given. Nothing was sent. */
  usage: 2,
  /** The server was not reached, or answered 5xx. */
  unavailable: 3,
  /** The command ran, and some of what it sent or looked at was refused. */
  partlyRefused: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
