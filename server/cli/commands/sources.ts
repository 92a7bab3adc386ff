import type { Command } from "commander";
import { z } from "zod";
import { WEBHOOK_PRESETS } from "#schemas/preset.ts";
import { sourceKey, webhookPreset } from "#schemas/source.ts";
import { action, type Report } from "../command.ts";
import type { Shell } from "../shell.ts";
import { addSource } from "../sources/add.ts";
import { parseDurationSeconds } from "../sources/duration.ts";
import { listSources } from "../sources/list.ts";
import { rotateSecret } from "../sources/rotate.ts";
import { showSource } from "../sources/show.ts";

const secretOptions = { secretStdin: z.boolean().optional(), secretFile: z.string().optional() };

const addInput = z.object({
  key: sourceKey,
  preset: webhookPreset,
  name: z.string().optional(),
  configuration: z.string().optional(),
  ...secretOptions,
});

const overlap = z.string().transform((text, context) => {
  const seconds = parseDurationSeconds(text);
  if (seconds !== null) return seconds;
  context.addIssue({ code: "custom", message: "Give a time such as 90m, 24h or 7d." });
  return z.NEVER;
});

const rotateInput = z.object({ key: z.string(), overlap: overlap.optional(), ...secretOptions });

export function addSourceCommands(program: Command, shell: Shell, report: Report): void {
  const sources = program.command("sources").description("Webhook sources: who may send, and how they sign.");

  sources
    .command("list")
    .description("List the sources.")
    .addHelpText("after", "\nExample:\n  tidings sources list")
    .action(action(shell, report, z.object({}), (cli) => listSources(cli)));

  sources
    .command("show")
    .description("Show a source, and since when its secrets are valid.")
    .argument("<key>", "key of the source")
    .addHelpText("after", "\nExample:\n  tidings sources show stripe")
    .action(action(shell, report, z.object({ key: z.string() }), showSource));

  sources
    .command("add")
    .description("Add a source. Prints its URL and, when it is made here, its secret, once.")
    .argument("<key>", "the last part of its URL: lower-case letters, digits, - and _")
    .requiredOption("--preset <preset>", `who sends: ${Object.keys(WEBHOOK_PRESETS).join(", ")}`)
    .option("--name <name>", "what people call it (default: the provider's name)")
    .option("--secret-stdin", "read the provider's secret from the standard input")
    .option("--secret-file <file>", "read the provider's secret from a file")
    .option("--configuration <file>", "JSON file with the source's configuration")
    .addHelpText(
      "after",
      "\nExample:\n  tidings sources add stripe --preset stripe --secret-stdin < secret.txt",
    )
    .action(action(shell, report, addInput, addSource));

  sources
    .command("rotate")
    .description("Give a source its next secret. The ones before it stay valid for a while.")
    .argument("<key>", "key of the source")
    .option("--overlap <time>", "how long the older secrets stay valid: 90m, 24h, 7d (default: 24h)")
    .option("--secret-stdin", "read the new secret from the standard input")
    .option("--secret-file <file>", "read the new secret from a file")
    .addHelpText("after", "\nExample:\n  tidings sources rotate github --overlap 1h")
    .action(action(shell, report, rotateInput, rotateSecret));
}
