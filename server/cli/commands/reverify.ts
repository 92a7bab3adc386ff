import type { Command } from "commander";
import { z } from "zod";
import { action, type Report } from "../command.ts";
import { reverify } from "../receipts/reverify.ts";
import type { Shell } from "../shell.ts";

const input = z.object({
  receiptId: z.array(z.uuid("Give ids of receipts, as `receipts list` shows them.")).default([]),
  source: z.string().optional(),
  reason: z.string().optional(),
  trust: z.boolean().default(false),
});

export function addReverifyCommand(program: Command, shell: Shell, report: Report): void {
  program
    .command("reverify")
    .summary("Look at quarantined requests once more.")
    .description(
      "Look at quarantined requests once more, after the right secret was entered or a mapping mended. Those that are genuine and can be read are processed. Exit code 4 when some are still held.",
    )
    .argument("[receipt-id...]", "ids of receipts")
    .option("--source <key>", "all of one source that are in quarantine")
    .option("--reason <reason>", "all that are in quarantine for this, such as bad_signature")
    .option("--trust", "process them though they cannot be verified; this is kept in the audit")
    .addHelpText("after", "\nExample:\n  tidings reverify --source stripe --reason bad_signature")
    .action(action(shell, report, input, reverify));
}
