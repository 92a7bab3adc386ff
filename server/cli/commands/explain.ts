import type { Command } from "commander";
import { z } from "zod";
import { action, type Report } from "../command.ts";
import { explain } from "../explain/explain.ts";
import type { Shell } from "../shell.ts";

const DEFAULT_ROWS = 50;
const MOST_ROWS = 100_000;

const input = z.object({
  eventId: z.string().min(1),
  by: z.enum(["eventId", "id"], "Give eventId or id.").default("eventId"),
  show: z.enum(["all", "matched", "unmatched"], "Give all, matched or unmatched.").default("all"),
  pattern: z.uuid("Give the id of a pattern.").optional(),
  limit: z.coerce
    .number(`Give a number from 1 to ${MOST_ROWS}.`)
    .int()
    .min(1)
    .max(MOST_ROWS)
    .default(DEFAULT_ROWS),
});

export function addExplainCommand(program: Command, shell: Shell, report: Report): void {
  program
    .command("explain")
    .description("Say why an event matched patterns, or did not.")
    .argument("<event-id>", "the publisher's id of the event")
    .option("--by <key>", "what the argument is: eventId, or id for the log's own (default: eventId)")
    .option("--show <which>", "all, matched or unmatched (default: all)")
    .option("--pattern <id>", "this pattern alone")
    .option("--limit <rows>", `how many patterns, at most (default: ${DEFAULT_ROWS})`)
    .addHelpText("after", "\nExample:\n  tidings explain evt_123abc --show unmatched")
    .action(action(shell, report, input, explain));
}
