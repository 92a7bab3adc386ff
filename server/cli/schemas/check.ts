import type { Cli } from "../cli.ts";
import { EXIT } from "../exit-codes.ts";
import { facts } from "../present/table.ts";
import { readTextFile } from "../read-text.ts";
import { type CommandResult, done } from "../result.ts";
import { check } from "./answers.ts";

export interface CheckSchemaInput {
  readonly name: string;
  readonly file: string;
  readonly against?: string | undefined;
}

/** Whether the document of a file could be registered: for a build that must not break its consumers. */
export async function checkSchema(cli: Cli, input: CheckSchemaInput): Promise<CommandResult> {
  const { name: pattern, file, against } = input;
  const reading = await readTextFile(cli.shell, file);
  if (reading.outcome === "failed") return reading;
  const body = { pattern, document: reading.text, against };
  const answer = await cli.client.call("POST /schemas/check", check, { body });
  if (answer.outcome === "failed") return answer;
  const { outcome, mode, message, pointer, warnings, ...rest } = answer.value;
  const text = facts([
    [outcome, mode],
    ...(message === null ? [] : [["because", `${pointer || "/"}: ${message}`] as const]),
    ...(rest.against === null ? [] : [["compared", `with version ${rest.against}`] as const]),
    ...warnings.map((warning) => ["warning", `${warning.pointer || "/"}: ${warning.message}`] as const),
  ]);
  return done(answer.value, text, outcome === "compatible" ? EXIT.ok : EXIT.partlyRefused);
}
