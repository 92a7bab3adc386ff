import type { Command } from "commander";
import { z } from "zod";
import { API_KEY_SCOPES } from "#schemas/api-key.ts";
import { action, type Report } from "../command.ts";
import { createKey } from "../keys/create.ts";
import { listKeys } from "../keys/list.ts";
import { revokeKey } from "../keys/revoke.ts";
import type { Shell } from "../shell.ts";

const createInput = z.object({
  name: z.string(),
  scope: z.array(z.enum(API_KEY_SCOPES)).default(["publish"]),
});

export function addKeyCommands(program: Command, shell: Shell, report: Report): void {
  const keys = program.command("keys").description("API keys: who may publish, read and manage.");

  keys
    .command("create")
    .description("Make an API key. Prints it, once.")
    .argument("<name>", "the system or person that will use it")
    .option(
      "--scope <scope>",
      `what it may do, one or more of: ${API_KEY_SCOPES.join(", ")} (default: publish)`,
      (scope: string, others: readonly string[] | undefined) => [...(others ?? []), scope],
    )
    .addHelpText("after", "\nExample:\n  tidings keys create billing --scope publish --scope read")
    .action(action(shell, report, createInput, createKey));

  keys
    .command("list")
    .description("List the API keys, the newest first. The keys themselves are not kept.")
    .addHelpText("after", "\nExample:\n  tidings keys list --json")
    .action(action(shell, report, z.object({}), (cli) => listKeys(cli)));

  keys
    .command("revoke")
    .description("Revoke an API key for good. It is refused within a second.")
    .argument("<id>", "id of the key, as `keys list` shows it")
    .addHelpText("after", "\nExample:\n  tidings keys revoke 018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42")
    .action(
      action(shell, report, z.object({ id: z.uuid("Give the id that `keys list` shows.") }), revokeKey),
    );
}
