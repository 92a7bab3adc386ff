import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * The longest that others waited for their turn of the event loop while the work was done, as a part of all the time that it
 * took: near 1 for work that lets nobody else go first. A share, so that a slow machine changes nothing.
 */
export async function longestWait(work: Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let longestMs = 0;
  for (let lastMs = startedMs; !isDone; lastMs = performance.now()) {
    await nextTurn();
    longestMs = Math.max(longestMs, performance.now() - lastMs);
  }
  await done;
  return longestMs / (performance.now() - startedMs);
}
