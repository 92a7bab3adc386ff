import { StartRefused } from "../start/start-refused.ts";
import type { SupervisedChild } from "./supervised-child.ts";

/** Recovery after a crash replays at most 1 GB of log, which a slow disk reads in under a minute. */
const READY_WITHIN_MS = 90_000;
const POLL_MS = 50;

/** A program that has ended this often during its start will not start by itself. */
const MOST_RESTARTS = 4;

/**
 * Asks the probe again and again until it has nothing to complain of.
 *
 * @throws StartRefused with the probe's last complaint and the log's path
 */
export async function waitUntilReady(
  child: SupervisedChild,
  probe: () => Promise<Error | undefined>,
): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const complaint = await probe();
    if (complaint === undefined) return;
    if (child.restarts > MOST_RESTARTS || performance.now() > deadline) {
      throw new StartRefused(
        `The ${child.spec.name} process does not become ready (${complaint.message}). ` +
          `Its last words: ${child.lastLines()} The rest is in ${child.logPath}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
