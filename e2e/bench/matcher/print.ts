import { type CallFigures, type Changes, ROUNDS } from "./measure-changes.ts";
import type { NewNames } from "./measure-new-names.ts";
import type { Run } from "./measure-run.ts";

const COLUMNS = [
  "rules",
  "matches/event",
  "loop, events/s",
  "matcher, events/s",
  "×",
  "batches, events/s",
  "×",
  "compiled ms",
  "warmed ms",
  "MB",
] as const;

const WIDTH = 18;

export function printHeading(): void {
  printCells(COLUMNS);
}

export function printRun(run: Run): void {
  const { rules, events, matches, naivePerSecond, eventsPerSecond, batchedPerSecond } = run;
  printCells([
    whole(rules),
    (matches / events).toFixed(1),
    whole(naivePerSecond),
    whole(eventsPerSecond),
    (eventsPerSecond / naivePerSecond).toFixed(1),
    whole(batchedPerSecond),
    (batchedPerSecond / naivePerSecond).toFixed(1),
    whole(run.compileMs),
    whole(run.warmMs),
    run.heapMb.toFixed(1),
  ]);
}

export function printNewNames({ rules, knownPerSecond, newPerSecond }: NewNames): void {
  const share = ((100 * newPerSecond) / knownPerSecond).toFixed(0);
  console.log(
    `\nNames never seen before, ${whole(rules)} rules: ${whole(newPerSecond)} events/s, ${share} % of the ${whole(knownPerSecond)} of known names.`,
  );
}

export function printChanges(changes: Changes): void {
  const pace = changes.pace === "half_of_the_time" ? "half of the time" : "1 000 times a second";
  console.log(`\nWhile rules change ${pace}, ${whole(changes.rules)} live:`);
  printCalls("a match", changes.match);
  printCalls("a change", changes.change);
}

function printCalls(call: string, figures: CallFigures): void {
  const { perSecond, p50Ms, p99Ms, maxMs, garbageOfMaxMs, fastestMaxMs } = figures;
  console.log(`  ${call} takes p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)} (${whole(perSecond)}/s)`);
  console.log(
    `    at most ${ms(maxMs)}, of which ${ms(garbageOfMaxMs)} collecting garbage; ${ms(fastestMaxMs)} when each counts as its fastest of ${ROUNDS} rounds`,
  );
}

function printCells(cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padStart(WIDTH)).join(""));
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en").replaceAll(",", " ");
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`;
}
