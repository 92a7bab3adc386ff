import type { Logger } from "../telemetry/logger.ts";

/**
 * Runs `work` again and again, `intervalMs` after its last end: never twice at once. A failure is logged, and the
 * next round comes all the same.
 *
 * @returns stops it; a round under way ends by itself
 */
export function every(intervalMs: number, work: () => Promise<unknown>, log: Logger): () => void {
  let stopped = false;
  let timer = later();

  async function round(): Promise<void> {
    try {
      await work();
    } catch (cause) {
      log.warn({ err: cause }, "a periodic task failed; it runs again");
    }
    if (!stopped) timer = later();
  }

  function later(): NodeJS.Timeout {
    return setTimeout(() => void round(), intervalMs);
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
