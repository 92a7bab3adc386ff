import type { Logger } from "../telemetry/logger.ts";

/**
 * Runs `work` again and again, `intervalMs` after its last end: never twice at once. A failure is logged, and the
 * next round comes all the same.
 *
 * @param options.atOnce the first round comes now, and not after the first interval
 * @returns stops it; a round under way ends by itself
 */
export function every(
  intervalMs: number,
  work: () => Promise<unknown>,
  log: Logger,
  options: { readonly atOnce?: boolean } = {},
): () => void {
  let stopped = false;
  let timer = after(options.atOnce ? 0 : intervalMs);

  async function round(): Promise<void> {
    try {
      await work();
    } catch (cause) {
      log.warn({ err: cause }, "a periodic task failed; it runs again");
    }
    if (!stopped) timer = after(intervalMs);
  }

  function after(waitMs: number): NodeJS.Timeout {
    return setTimeout(() => void round(), waitMs);
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
