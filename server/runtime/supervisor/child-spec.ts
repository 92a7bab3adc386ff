/** One program that the supervisor keeps running. */
export type ChildSpec = {
  /** Names its log (`logs/<name>.log`) and pid file (`run/<name>.pid`). */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  /** The whole environment; undefined passes nothing but PATH. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
  /** Asks it to stop in order; SIGKILL follows after `stopWithinMs`. */
  readonly stopSignal: "SIGTERM" | "SIGINT";
  readonly stopWithinMs: number;
};
