import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { generateEvents } from "./matcher/generate-events.ts";
import { generateRules } from "./matcher/generate-rules.ts";
import { measureChanges } from "./matcher/measure-changes.ts";
import { measureNewNames } from "./matcher/measure-new-names.ts";
import { measureRun, type Run } from "./matcher/measure-run.ts";
import { printChanges, printHeading, printNewNames, printRun } from "./matcher/print.ts";
import { Random } from "./matcher/random.ts";
import { readEvents, readRules, UnreadableInput } from "./matcher/read-files.ts";

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
  const options = parseOptions(args);
  if (options === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const { events, rules, json, ids } = options;
  try {
    const runs =
      events === undefined || rules === undefined
        ? await benchGenerated(ids)
        : benchFiles(events, rules, ids);
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ runs }, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

interface Options {
  readonly events: string | undefined;
  readonly rules: string | undefined;
  readonly json: string | undefined;
  readonly ids: number;
}

/** What the arguments ask for; `undefined` when they are not understood. */
function parseOptions(args: string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        events: { type: "string" },
        rules: { type: "string" },
        json: { type: "string" },
        ids: { type: "string", default: "0" },
      },
    });
    const { events, rules, json } = values;
    const ids = Number(values.ids);
    const areBothOrNone = (events === undefined) === (rules === undefined);
    return Number.isSafeInteger(ids) && ids >= 0 && areBothOrNone ? { events, rules, json, ids } : undefined;
  } catch {
    return undefined;
  }
}

function benchFiles(eventsFile: string, rulesFile: string, ids: number): Run[] {
  const run = measureRun({ rules: readRules(rulesFile), events: readEvents(eventsFile), ids });
  printHeading();
  printRun(run);
  return [run];
}

async function benchGenerated(ids: number): Promise<Run[]> {
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
    printChanges(await measureChanges(subject, pace));
  }
  return runs;
}
