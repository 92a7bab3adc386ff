import { setTimeout as sleep } from "node:timers/promises";
import { PROGRESS_MS } from "./limits.ts";

/** Yields what `message` makes, again and again, until the work is done, and returns what came of it. Who leaves waits too. */
export async function* meanwhile<Message, Result>(
  work: Promise<Result>,
  message: () => Message,
): AsyncGenerator<Message, Result> {
  const settled = work.then(isOver, isOver);
  try {
    while (!(await Promise.race([settled, sleep(PROGRESS_MS, false, { ref: false })]))) yield message();
    return await work;
  } finally {
    await settled;
  }
}

function isOver(): boolean {
  return true;
}
