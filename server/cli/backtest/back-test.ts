import { readLines } from "../api/lines.ts";
import { type BackTestLine, type BackTestResult, backTestLine } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { escapeText } from "../present/escape.ts";
import { facts } from "../present/table.ts";
import { readJsonFile } from "../read-text.ts";
import { type CommandResult, done, unavailable } from "../result.ts";

export interface BackTestInput {
  readonly file: string;
  readonly pattern?: string | undefined;
  readonly range?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly maxEvents?: number | undefined;
}

/** Writes on the standard error how far it is, and at the end what it came to. Ctrl-C stops it, on the server too. */
export async function backTest(cli: Cli, input: BackTestInput): Promise<CommandResult> {
  const { shell } = cli;
  const { file, pattern: patternId, ...rest } = input;
  const rule = await readJsonFile(shell, file);
  if (rule.outcome === "failed") return rule;
  const body = { rule: rule.value, patternId, ...rest };
  let last: BackTestLine | undefined;
  const answer = await readLines(cli, "/patterns/back-test", body, backTestLine, (line) => {
    last = line;
    if (line.type === "progress" && shell.isInteractive) shell.writeError(`${progressText(line)}\n`);
  });
  if (answer.outcome === "failed") return answer;
  if (last?.type === "result") return done(last, textOf(last));
  const details = last?.type === "failed" ? [last.message] : [];
  return unavailable("The back-test broke off.", "Try again, or with a shorter range.", details);
}

function progressText({ looked, expected, matched }: Extract<BackTestLine, { type: "progress" }>): string {
  return `${looked}${expected === null ? "" : ` of about ${expected}`} events, ${matched} match`;
}

function textOf(result: BackTestResult): string {
  const { matched, newlyMatched, noLongerMatched, fitting, message, warnings, overlaps } = result;
  const sentences = [...warnings, ...overlaps].map((found) => escapeText(found.message));
  return [
    facts([
      ["events", `${fitting} with a name that fits`],
      ["matched", String(matched)],
      ...(newlyMatched === null ? [] : [["newly", String(newlyMatched)] as const]),
      ...(noLongerMatched === null ? [] : [["no longer", String(noLongerMatched)] as const]),
      ["seen", message],
    ]),
    ...(sentences.length === 0 ? [] : ["", ...sentences]),
  ].join("\n");
}
