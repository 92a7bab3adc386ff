import { runStep } from "./run-step.ts";
import { FAST_STEPS, SLOW_STEPS } from "./steps.ts";
import { closingLine, type Tally } from "./tally.ts";

const steps = process.argv[2] === "all" ? [...FAST_STEPS, ...SLOW_STEPS] : FAST_STEPS;

const tallies: Tally[] = [];
for (const step of steps) tallies.push(await runStep(step));

const skipped = tallies.flatMap((tally) => tally.skipped);
if (skipped.length > 0) {
  process.stdout.write(`\nNot run:\n${skipped.map((name) => `  - ${name}`).join("\n")}\n\n`);
}
process.stdout.write(`${closingLine(tallies)}\n`);
process.exitCode = tallies.some((tally) => tally.failed > 0) ? 1 : 0;
