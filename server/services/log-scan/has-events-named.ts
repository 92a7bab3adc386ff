import type { Ctx } from "../context.ts";
import type { NameScope } from "./name-scope.ts";
import { scanLog } from "./scan-log.ts";
import type { ScanTime } from "./scan-time.ts";

const ONE = { maxEvents: 1 };

/** Whether the log holds any event whose name fits, of whatever time. True when there is no time to find out. */
export async function hasEventsNamed(
  ctx: Pick<Ctx, "db">,
  names: NameScope,
  time: ScanTime,
): Promise<boolean> {
  const whole = { from: null, to: null };
  for await (const { progress, end } of scanLog(ctx, { names, range: whole, bounds: ONE, time })) {
    if (progress.read > 0) return true;
    if (end !== null) return end !== "complete";
  }
  return true;
}
