import type { Command } from "commander";
import { z } from "zod";
import { createApiClient } from "./api/client.ts";
import type { Cli } from "./cli.ts";
import { readConnection } from "./connection.ts";
import { type CommandResult, usage } from "./result.ts";
import type { Shell } from "./shell.ts";

/** Takes what a command came to. */
export type Report = (result: CommandResult, options: { readonly json: boolean }) => void;

const globalOptions = z.object({
  url: z.string().optional(),
  apiKeyFile: z.string().optional(),
  json: z.boolean().default(false),
});

/**
 * What commander calls for a command: reads options and arguments by `input` (arguments by their names, beside the
 * options), connects, and hands both on.
 */
export function action<Input>(
  shell: Shell,
  report: Report,
  input: z.ZodType<Input>,
  handle: (cli: Cli, input: Input) => Promise<CommandResult>,
): (this: Command) => Promise<void> {
  return async function run() {
    const options: unknown = this.optsWithGlobals();
    const { json, ...connectionOptions } = globalOptions.parse(options);
    const given = input.safeParse({ ...this.optsWithGlobals(), ...argumentsOf(this) });
    if (!given.success) return report(wrongInput(this, given.error), { json });
    const connection = await readConnection(shell, connectionOptions);
    if (connection.outcome === "failed") return report(connection, { json });
    const { baseUrl, apiKey } = connection;
    const client = createApiClient(baseUrl, apiKey, shell.stopped);
    report(await handle({ shell, client, baseUrl, json }, given.data), { json });
  };
}

function argumentsOf({ registeredArguments, processedArgs }: Command): Record<string, unknown> {
  const values: readonly unknown[] = processedArgs;
  return Object.fromEntries(
    registeredArguments.map((argument, at) => [camelCase(argument.name()), values[at]]),
  );
}

/** `receipt-id` → `receiptId`, as commander does with options. */
function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function wrongInput(command: Command, error: z.ZodError): CommandResult {
  const details = error.issues.map(({ path: [name], message }) => `${nameOf(command, name)}: ${message}`);
  return usage("The command cannot be understood.", `See \`${pathOf(command)} --help\`.`, details);
}

/** As people typed it. */
function nameOf({ options }: Command, name: PropertyKey | undefined): string {
  return options.find((option) => option.attributeName() === name)?.long ?? `<${String(name ?? "")}>`;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
