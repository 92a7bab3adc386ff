import { readLines } from "../api/lines.ts";
import type { Cli } from "../cli.ts";
import { EXIT } from "../exit-codes.ts";
import { facts, table } from "../present/table.ts";
import { readTextFile } from "../read-text.ts";
import { type CommandResult, done, unavailable } from "../result.ts";
import { type TrialLine, trialLine } from "./answers.ts";

export interface TrySchemaInput {
  readonly name: string;
  readonly file: string;
  readonly eventVersion?: string | undefined;
  readonly range?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly maxEvents?: number | undefined;
}

const HEAD = [
  { title: "EVENTS" },
  { title: "PLACE" },
  { title: "KEYWORD" },
  { title: "NEWEST OF THEM", cuttable: true },
];

/** Which stored events the document of a file would refuse. Ctrl-C stops it, on the server too. */
export async function trySchema(cli: Cli, input: TrySchemaInput): Promise<CommandResult> {
  const { shell } = cli;
  const { name: pattern, file, ...rest } = input;
  const reading = await readTextFile(shell, file);
  if (reading.outcome === "failed") return reading;
  const body = { pattern, document: reading.text, ...rest };
  let last: TrialLine | undefined;
  const answer = await readLines(cli, "/schemas/try", body, trialLine, (line) => {
    last = line;
    if (line.type === "progress" && shell.isInteractive) {
      shell.writeError(`${line.judged} events judged, ${line.refused} refused\n`);
    }
  });
  if (answer.outcome === "failed") return answer;
  if (last?.type === "result") return present(cli, last);
  const details = last?.type === "failed" ? [last.message] : [];
  return unavailable("The trial broke off.", "Try again, or with a shorter range.", details);
}

function present({ shell }: Cli, result: Extract<TrialLine, { type: "result" }>): CommandResult {
  const { judged, refused, message, places } = result;
  const rows = places.map(({ events, pointer, keyword, example }) => [
    String(events),
    pointer || "/",
    keyword || "-",
    example,
  ]);
  const head = facts([
    ["judged", String(judged)],
    ["refused", String(refused)],
    ["seen", message],
  ]);
  const text = rows.length === 0 ? head : `${head}\n\n${table(HEAD, rows, shell.columns)}`;
  return done(result, text, refused === 0 ? EXIT.ok : EXIT.partlyRefused);
}
