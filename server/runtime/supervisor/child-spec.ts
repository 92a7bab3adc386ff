/** One program that the supervisor keeps running. */
export type ChildSpec = {
  /** Names its log (`logs/<name>.log`) and pid file (`run/<name>.pid`). */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  /** The whole environment; undefined means `FOREIGN_ENV`. */
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  readonly uid?: number;
  readonly gid?: number;
  /** Asks it to stop in order; SIGKILL follows after `stopWithinMs`. */
  readonly stopSignal: "SIGTERM" | "SIGINT";
  readonly stopWithinMs: number;
};

/** For Postgres and Redis: our secrets, and PGDATA or the like from a person's shell, are none of their business. */
export const FOREIGN_ENV: Readonly<NodeJS.ProcessEnv> = {
  PATH: process.env.PATH,
  NODE_ENV: process.env.NODE_ENV,
};
