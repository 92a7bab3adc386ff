import type { Command } from "commander";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { action, type Report } from "../command.ts";
import { type CommandResult, usage } from "../result.ts";
import { publishEvent } from "../send/publish-event.ts";
import { sendWebhook } from "../send/send-webhook.ts";
import type { Shell } from "../shell.ts";

const input = z.object({
  source: z.string().optional(),
  event: z.string().optional(),
  data: z.string().optional(),
  secretStdin: z.boolean().optional(),
  secretFile: z.string().optional(),
  signedUrl: z.url({ protocol: /^https?$/, message: "Give an http or https URL." }).optional(),
  publish: z.boolean().default(false),
  cloudevent: z.boolean().default(false),
});

const SECRET_HELP = `
The secret is that of the source: the server gives it to nobody. It comes from
--secret-file, --secret-stdin or the environment, for the source my-shop from
TIDINGS_SECRET_OF_MY_SHOP. Where the provider signs with a private key (discord,
sendgrid, http_signature, jwt, standard_webhooks with whpk_), it is a private
key of your own, whose public key a source for tests has.

Examples:
  tidings send stripe --event invoice.paid --secret-file secret.txt
  tidings send --publish --event invoice.created --data payload.json`;

export function addSendCommand(program: Command, shell: Shell, report: Report): void {
  program
    .command("send")
    .summary("Send a signed test event to a source, or publish one.")
    .description(
      "Send a test event to a source, made and signed as its provider does it; or publish one with the API key. Exit code 4 when it is refused.",
    )
    .argument("[source]", "key of the source")
    .option("--event <name>", "the event, as the provider names it (default: the provider's commonest)")
    .option("--data <file>", "send this instead of the sample; with --publish: the payload, a JSON object")
    .option("--secret-file <file>", "file with the secret or private key to sign with")
    .option("--secret-stdin", "read the secret or private key from the standard input")
    .option("--signed-url <url>", "the source's public URL, where it differs and the provider signs it")
    .option("--publish", "publish an event with the API key")
    .option("--cloudevent", "with --publish: as a CloudEvent")
    .addHelpText("after", SECRET_HELP)
    .action(action(shell, report, input, send));
}

async function send(cli: Cli, { source, publish, ...rest }: z.output<typeof input>): Promise<CommandResult> {
  if (publish && source !== undefined) {
    return usage("--publish sends to no source.", "Leave the source out, or leave --publish out.");
  }
  if (publish) return await publishEvent(cli, rest);
  if (source !== undefined && !rest.cloudevent) return await sendWebhook(cli, { ...rest, source });
  return usage("There is nothing to send to.", "Name a source, or give --publish.");
}
