/** What work under way looks at while the process is told to stop. */
export interface Shutdown {
  /** Take nothing new. */
  readonly begun: AbortSignal;
  /** Break off what waits for others, and write down that it was broken off. */
  readonly hurried: AbortSignal;
}

/** The same, with the hands that pull it. */
export interface ShutdownControl extends Shutdown {
  begin(): void;
  hurry(): void;
}

export function createShutdown(): ShutdownControl {
  const begun = new AbortController();
  const hurried = new AbortController();
  return {
    begun: begun.signal,
    hurried: hurried.signal,
    begin: () => begun.abort(),
    hurry: () => hurried.abort(),
  };
}
