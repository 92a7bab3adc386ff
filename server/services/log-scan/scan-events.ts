import type { ScanEnd, ScanProgress } from "#schemas/log-scan.ts";
import type { Ctx } from "../context.ts";
import { type ScanInput, type ScannedEvent, scanLog } from "./scan-log.ts";

/** One event of a scan, or null where there is none to look at; `end` is null in all but the last. */
interface EventStep {
  readonly event: ScannedEvent | null;
  readonly progress: ScanProgress;
  readonly end: ScanEnd | null;
}

const NOTHING_SEEN: ScanProgress = { looked: 0, expected: null, read: 0, bytes: 0, reachedAt: null };

/**
 * As `scanLog`, event by event, for those whose work on one may take ms: between two events others have their turn, and
 * the scan ends where its time is over. `progress` tells of the events that were given, and of no later ones.
 */
export async function* scanEvents(ctx: Pick<Ctx, "db">, input: ScanInput): AsyncGenerator<EventStep> {
  const { time } = input;
  let progress = NOTHING_SEEN;
  for await (const step of scanLog(ctx, input)) {
    for (const event of step.events) {
      await time.rest();
      const end = time.over;
      if (end !== null) {
        yield { event: null, progress, end };
        return;
      }
      progress = event.progress;
      yield { event, progress, end: null };
    }
    progress = step.progress;
    yield { event: null, progress, end: step.end };
  }
}
