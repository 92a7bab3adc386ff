import { Command } from "commander";
import type { Report } from "./command.ts";
import { addBackTestCommand } from "./commands/backtest.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addKeyCommands } from "./commands/keys.ts";
import { addReceiptCommands } from "./commands/receipts.ts";
import { addReverifyCommand } from "./commands/reverify.ts";
import { addSchemaCommands } from "./commands/schemas.ts";
import { addSendCommand } from "./commands/send.ts";
import { addSourceCommands } from "./commands/sources.ts";
import { addTailCommand } from "./commands/tail.ts";
import type { Shell } from "./shell.ts";

/** Terminals are this wide at least, and longer lines are hard to read. */
const HELP_COLUMNS = 80;

const AFTER_HELP = `
Environment:
  TIDINGS_URL      the address of Tidings; --url wins over it
  TIDINGS_API_KEY  an API key, made in the browser under Sources, Publish API;
                   --api-key-file wins over it

Exit codes:
  0  done                           3  the server is away, or answered 5xx
  1  the server refused it (4xx)    4  some of what was sent or looked at
  2  wrong usage, nothing was sent     was refused

Example:
  TIDINGS_API_KEY=$(cat ~/.tidings-key) tidings tail --pattern 'stripe.*'`;

/** The command line: every command and its options. `report` gets what a command came to. */
export function createProgram(shell: Shell, report: Report): Command {
  const program = new Command("tidings")
    .description("Manages Tidings and looks into it, from the command line.")
    .option("--url <address>", "address of Tidings (default: http://localhost:3000)")
    .option("--api-key-file <file>", "file that holds the API key")
    .option("--json", "write JSON, for scripts")
    .addHelpText("after", AFTER_HELP)
    .showHelpAfterError("Add --help to see how it is used.")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => shell.writeOut(text),
      writeErr: (text) => shell.writeError(text),
      getOutHelpWidth: () => HELP_COLUMNS,
      getErrHelpWidth: () => HELP_COLUMNS,
    })
    .exitOverride();
  addSourceCommands(program, shell, report);
  addKeyCommands(program, shell, report);
  addSendCommand(program, shell, report);
  addTailCommand(program, shell, report);
  addReceiptCommands(program, shell, report);
  addReverifyCommand(program, shell, report);
  addExplainCommand(program, shell, report);
  addBackTestCommand(program, shell, report);
  addSchemaCommands(program, shell, report);
  return program;
}
