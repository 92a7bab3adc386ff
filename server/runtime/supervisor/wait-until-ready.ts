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
 * @param children those that the answer depends on, the one that gives it first
 * @throws StartRefused with the probe's last complaint, the failing program's last words and its log's path
 */
export async function waitUntilReady(
  children: readonly [SupervisedChild, ...SupervisedChild[]],
  probe: () => Promise<Error | undefined>,
): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const complaint = await probe();
    if (complaint === undefined) return;
    const hopeless = children.find((child) => child.restarts > MOST_RESTARTS);
    if (hopeless !== undefined || performance.now() > deadline) {
      throw new StartRefused(describeFailure(hopeless ?? children[0], complaint));
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function describeFailure(child: SupervisedChild, complaint: Error): string {
  return (
    `The ${child.spec.name} process does not become ready (${complaint.message}). ` +
    `Its last words: ${child.lastLines()} The rest is in ${child.logPath}.`
  );
}
