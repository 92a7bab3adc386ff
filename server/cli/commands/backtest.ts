import type { Command } from "commander";
import { z } from "zod";
import { backTest } from "../backtest/back-test.ts";
import { action, type Report } from "../command.ts";
import type { Shell } from "../shell.ts";

const input = z.object({
  file: z.string(),
  pattern: z.uuid("Give the id of a pattern.").optional(),
  range: z.enum(["15m", "1h", "24h", "7d", "30d"], "Give 15m, 1h, 24h, 7d or 30d.").optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  maxEvents: z.coerce.number("Give a number.").int().min(1).optional(),
});

export function addBackTestCommand(program: Command, shell: Shell, report: Report): void {
  program
    .command("backtest")
    .description("Try a rule on the events of the log, and change nothing.")
    .argument("<file>", "JSON file with the rule: type, value and filters")
    .option("--pattern <id>", "the pattern that the rule would change: compares with its saved version")
    .option("--range <range>", "the last 15m, 1h, 24h, 7d or 30d")
    .option("--from <time>", "events of this time and later, such as 2026-03-01T00:00:00Z")
    .option("--to <time>", "events before this time")
    .option("--max-events <events>", "events to read, at most")
    .addHelpText("after", "\nExample:\n  tidings backtest rule.json --range 7d")
    .action(action(shell, report, input, backTest));
}
