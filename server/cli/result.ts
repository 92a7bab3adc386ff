import { EXIT, type ExitCode } from "./exit-codes.ts";

/** What a command comes to. */
export type CommandResult = Done | Failed;

export interface Done {
  readonly outcome: "done";
  readonly exitCode: typeof EXIT.ok | typeof EXIT.partlyRefused;
  /** The one document of `--json`; undefined when everything was written already. */
  readonly json: unknown;
  /** For people; safe to print. */
  readonly text: string;
}

/** Nothing was done, or nobody knows whether it was. */
export interface Failed {
  readonly outcome: "failed";
  readonly exitCode: Exclude<ExitCode, typeof EXIT.ok>;
  readonly title: string;
  /** Why, and what is wrong where. One sentence or more each; not yet safe to print. */
  readonly details: readonly string[];
  /** What to do. */
  readonly advice: string;
}

export function done(json: unknown, text: string, exitCode: Done["exitCode"] = EXIT.ok): Done {
  return { outcome: "done", exitCode, json, text };
}

/** The command cannot be carried out as it was given. */
export function usage(title: string, advice: string, details: readonly string[] = []): Failed {
  return { outcome: "failed", exitCode: EXIT.usage, title, details, advice };
}

/** The server was not reached, or could not answer. */
export function unavailable(title: string, advice: string, details: readonly string[] = []): Failed {
  return { outcome: "failed", exitCode: EXIT.unavailable, title, details, advice };
}
