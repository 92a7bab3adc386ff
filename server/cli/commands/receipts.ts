import type { Command } from "commander";
import { z } from "zod";
import { action, type Report } from "../command.ts";
import { listReceipts } from "../receipts/list.ts";
import { showReceipt } from "../receipts/show.ts";
import type { Shell } from "../shell.ts";

const DEFAULT_ROWS = 50;
const MOST_ROWS = 10_000;

const listInput = z.object({
  outcome: z.string().optional(),
  reason: z.string().optional(),
  source: z.string().optional(),
  limit: z.coerce
    .number(`Give a number from 1 to ${MOST_ROWS}.`)
    .int()
    .min(1)
    .max(MOST_ROWS)
    .default(DEFAULT_ROWS),
});

const showInput = z.object({ id: z.uuid("Give the id of a receipt, as `receipts list` shows it.") });

export function addReceiptCommands(program: Command, shell: Shell, report: Report): void {
  const receipts = program
    .command("receipts")
    .description("Receipts: every request that came in, and what became of it.");

  receipts
    .command("list")
    .description("List receipts, the newest first.")
    .option("--source <key>", "those of one source")
    .option("--outcome <outcome>", "such as stored, rejected or quarantined")
    .option("--reason <reason>", "why they were refused, such as bad_signature")
    .option("--limit <rows>", `how many, at most (default: ${DEFAULT_ROWS})`)
    .addHelpText("after", "\nExample:\n  tidings receipts list --source stripe --outcome quarantined")
    .action(action(shell, report, listInput, listReceipts));

  receipts
    .command("show")
    .description("Show a receipt: the request, and what became of each event in it.")
    .argument("<id>", "id of the receipt")
    .addHelpText("after", "\nExample:\n  tidings receipts show 018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42")
    .action(action(shell, report, showInput, showReceipt));
}
