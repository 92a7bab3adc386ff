import { existsSync, rmSync } from "node:fs";
import { step as show } from "#server/runtime/bootstrap/progress.mjs";
import { runQuietly } from "#server/runtime/bootstrap/run-quietly.mjs";
import type { Step } from "./steps.ts";
import { closingLine, type Tally } from "./tally.ts";

/** Runs one step, shows it, prints the end of its output if it failed, and counts. */
export async function runStep({ title, script, report }: Step): Promise<Tally> {
  if (report !== undefined) rmSync(report.path, { force: true });
  let failure: string | undefined;
  let tally: Tally = { passed: 0, failed: 1, skipped: [] };
  try {
    await show(title, async (say) => {
      try {
        await runQuietly("npm", ["run", "--silent", script], { env: { ...process.env, NO_COLOR: "1" } });
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
      tally = count({ report, failed: failure !== undefined });
      if (report !== undefined) say(closingLine([tally]));
      if (tally.failed > 0) throw new Error(failure);
    });
  } catch {
    process.stdout.write(`${failure ?? "it did not say why"}\nTo run it alone: npm run ${script}\n`);
  }
  return tally;
}

/** A runner that ends badly although all of its tests passed (a leak, a crash at the end) is one failure. */
function count({ report, failed }: { report: Step["report"]; failed: boolean }): Tally {
  if (report === undefined) return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: [] };
  if (!existsSync(report.path)) return { passed: 0, failed: 1, skipped: [] };
  const tally = report.tally(report.path);
  return failed && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
