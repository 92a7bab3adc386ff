import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { generateEvents } from "./matcher/generate-events.ts";
import { generateRules } from "./matcher/generate-rules.ts";
import { measureChanges } from "./matcher/measure-changes.ts";
import { measureNewNames } from "./matcher/measure-new-names.ts";
import { measureRun, type Run } from "./matcher/measure-run.ts";
import { printChanges, printHeading, printNewNames, printRun } from "./matcher/print.ts";
import { Random } from "./matcher/random.ts";
import { readEvents, readRules } from "./matcher/read-files.ts";

const SIZES = [100, 1_000, 10_000, 100_000] as const;

/** Where changes and new names are measured: a large installation. */
const LIVE_RULES = 10_000;

/** One batch of a worker: they were just parsed when they are matched, so few of them are more like it than many. */
const EVENTS = 1_000;

const SEED = 20_240_315;

const USAGE = `npm run bench -- matcher [--json OUT]
npm run bench -- matcher --events FILE.ndjson --rules FILE.json [--json OUT] [--ids N]

--events  one event a line: {"pattern", "source", "timestamp", "payload", "metadata"}
--rules   [{"id", "type", "value", "filters": [{"field", "operator", "value"}]}]
--json    write the figures to this file
--ids     with them, the ids of the rules that the first N events match`;

/**
 * The compiled matcher beside a loop over all rules, in one process and by turns: on generated rules and events, or on
 * anybody's. Both must find the same number of matches.
 */
export async function benchMatcher(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: "string" },
      rules: { type: "string" },
      json: { type: "string" },
      ids: { type: "string", default: "0" },
      help: { type: "boolean" },
    },
  });
  const ids = Number(values.ids);
  if (
    values.help ||
    !Number.isSafeInteger(ids) ||
    (values.events === undefined) !== (values.rules === undefined)
  ) {
    console.error(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const runs =
    values.events === undefined || values.rules === undefined
      ? benchGenerated(ids)
      : benchFiles(values.events, values.rules, ids);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ runs }, null, 2)}\n`);
}

function benchFiles(eventsFile: string, rulesFile: string, ids: number): Run[] {
  const run = measureRun({ rules: readRules(rulesFile), events: readEvents(eventsFile), ids });
  printHeading();
  printRun(run);
  return [run];
}

function benchGenerated(ids: number): Run[] {
  const events = generateEvents(new Random(SEED), EVENTS);
  printHeading();
  const runs = SIZES.map((size) => {
    const run = measureRun({ rules: generateRules(new Random(SEED + size), size), events, ids });
    printRun(run);
    return run;
  });
  const rules = generateRules(new Random(SEED), LIVE_RULES);
  printNewNames(measureNewNames(rules, events));
  const subject = { rules, events, others: generateRules(new Random(SEED + 1), LIVE_RULES) };
  for (const pace of ["a_thousand_a_second", "half_of_the_time"] as const) {
    printChanges(measureChanges(subject, pace));
  }
  return runs;
}
