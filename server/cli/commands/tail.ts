import type { Command } from "commander";
import { z } from "zod";
import { SOURCE_TYPES } from "#schemas/event-search.ts";
import { action, type Report } from "../command.ts";
import type { Shell } from "../shell.ts";
import { tail } from "../tail/tail.ts";

const input = z.object({
  pattern: z.string().optional(),
  source: z.string().optional(),
  sourceType: z.enum(SOURCE_TYPES).optional(),
  correlationId: z.string().optional(),
});

export function addTailCommand(program: Command, shell: Shell, report: Report): void {
  program
    .command("tail")
    .summary("Write events as they arrive.")
    .description("Write events as they arrive, one a line. Ctrl-C ends it, with exit code 0.")
    .option("--pattern <name>", "an event name, or a beginning and a star: 'invoice.*'")
    .option("--source <id>", "those of one source; of a webhook source, its key")
    .option("--source-type <type>", `one of: ${SOURCE_TYPES.join(", ")}`)
    .option("--correlation-id <id>", "those of one correlation")
    .addHelpText("after", "\nExample:\n  tidings tail --pattern 'stripe.*' --json")
    .action(action(shell, report, input, tail));
}
