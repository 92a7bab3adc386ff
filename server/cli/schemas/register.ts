import type { Cli } from "../cli.ts";
import { facts } from "../present/table.ts";
import { readTextFile } from "../read-text.ts";
import { type CommandResult, done } from "../result.ts";
import { registered } from "./answers.ts";

export interface RegisterSchemaInput {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly allowUnknown: boolean;
}

/** Registers the document of a file, as it is written. */
export async function registerSchema(cli: Cli, input: RegisterSchemaInput): Promise<CommandResult> {
  const { name: pattern, version, file, allowUnknown } = input;
  const reading = await readTextFile(cli.shell, file);
  if (reading.outcome === "failed") return reading;
  const body = { pattern, version, document: reading.text, allowUnknown };
  const answer = await cli.client.call("POST /schemas", registered, { body });
  if (answer.outcome === "failed") return answer;
  const { outcome, warnings } = answer.value;
  const text = facts([
    [outcome, `${pattern} ${version}`],
    ...warnings.map(({ pointer, message }) => ["warning", `${pointer || "/"}: ${message}`] as const),
  ]);
  return done(answer.value, outcome === "unchanged" ? `${text}\nIt was registered before.` : text);
}
