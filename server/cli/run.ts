import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { escapeText, jsonText } from "./present/escape.ts";
import { failureText } from "./present/failure-text.ts";
import { createProgram } from "./program.ts";
import type { CommandResult } from "./result.ts";
import type { Shell } from "./shell.ts";

const JSON_INDENT = 2;

/**
 * Runs one command line.
 *
 * @param args without the program's name
 */
export async function runCli(args: readonly string[], shell: Shell): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = createProgram(shell, (result, { json }) => {
    exitCode = result.exitCode;
    present(shell, result, json);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    shell.writeError(
      `error: The tidings command failed: ${escapeText(error instanceof Error ? error.message : String(error))}\n`,
    );
    return EXIT.unavailable;
  }
}

function present(shell: Shell, result: CommandResult, json: boolean): void {
  if (result.outcome === "failed") shell.writeError(failureText(result));
  else if (result.json !== undefined) {
    shell.writeOut(json ? `${jsonText(result.json, JSON_INDENT)}\n` : `${result.text}\n`);
  }
}
