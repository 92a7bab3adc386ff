import type { Changes } from "./measure-changes.ts";
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
  console.log(
    `  a match takes p50 ${ms(changes.matchP50Ms)}, p99 ${ms(changes.matchP99Ms)}, at most ${ms(changes.matchMaxMs)} (${whole(changes.matchesPerSecond)}/s)`,
  );
  console.log(
    `  a change takes p99 ${ms(changes.changeP99Ms)}, at most ${ms(changes.changeMaxMs)} (${whole(changes.changesPerSecond)}/s)`,
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
