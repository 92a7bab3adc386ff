import { Worker } from "node:worker_threads";

/** Watches from a thread of its own, so that the tests' own work is not taken for the server's. */
export interface LoopWatch {
  /**
   * The longest that a probe took which was under way since then, in milliseconds. The time in which the server's thread,
   * or the watching one, waited for a processor does not count: that is other programs' work.
   */
  worstSince(sinceMs: number): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Asks a server again and again whether it lives: an answer comes late when its event loop is blocked.
 *
 * @param pid of the server's process
 */
export function watchLoop(url: string, pid: number): LoopWatch {
  const worker = new Worker(new URL("./loop-watch-thread.ts", import.meta.url), { workerData: { url, pid } });
  const failed = new Promise<never>((_, reject) => worker.once("error", reject));
  failed.catch(() => undefined);
  return {
    worstSince(sinceMs) {
      const answered = new Promise<number>((resolve) => worker.once("message", resolve));
      worker.postMessage(sinceMs);
      return Promise.race([answered, failed]);
    },
    async stop() {
      await worker.terminate();
    },
  };
}
