import { setTimeout as sleep } from "node:timers/promises";
import { isTransient } from "#server/services/fault.ts";

/** A killed Postgres is back within seconds; this is many times that. */
const GIVE_UP_AFTER_MS = 60_000;

const RETRY_WAIT_MS = 500;

/** Does what needs the database, and waits while that restarts. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await work();
    } catch (cause) {
      if (!isTransient(cause) || performance.now() > deadline) throw cause;
      await sleep(RETRY_WAIT_MS);
    }
  }
}
