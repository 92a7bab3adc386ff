import { presetDefinition, type WebhookPreset } from "#schemas/preset.ts";
import { needsPastedSecret } from "#schemas/source.ts";
import { createdSource } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { facts } from "../present/table.ts";
import { readSecret, type SecretOptions } from "../read-secret.ts";
import { readJsonFile } from "../read-text.ts";
import { type CommandResult, done, usage } from "../result.ts";
import { PROVIDER_STEPS } from "./provider-steps.ts";
import { SHOWN_ONCE, webhookUrl } from "./text.ts";

export interface AddSourceInput extends SecretOptions {
  readonly key: string;
  readonly preset: WebhookPreset;
  readonly name?: string | undefined;
  readonly configuration?: string | undefined;
}

/** Adds a source, and says what is to be done at its provider. */
export async function addSource(cli: Cli, input: AddSourceInput): Promise<CommandResult> {
  const { key, preset } = input;
  const { title, secret: secretHelp } = presetDefinition(preset);
  const reading = await readSecret(cli.shell, input);
  if (reading.outcome === "failed") return reading;
  const { secret } = reading;
  if (secret === null && needsPastedSecret(preset)) {
    const advice = "Pipe it in with --secret-stdin, or name a file that holds it with --secret-file.";
    return usage(`A source of ${title} needs the secret of the provider.`, advice, [secretHelp]);
  }
  const configuration =
    input.configuration === undefined
      ? { outcome: "json" as const, value: {} }
      : await readJsonFile(cli.shell, input.configuration);
  if (configuration.outcome === "failed") return configuration;
  const body = { key, name: input.name ?? title, preset, secret, configuration: configuration.value };
  const answer = await cli.client.call("POST /sources", createdSource, { body });
  if (answer.outcome === "failed") return answer;
  const { generatedSecret } = answer.value;
  const url = webhookUrl(cli.baseUrl, { key, preset }) ?? "";
  const text = facts([
    ["added", key],
    ["url", url],
    ...(generatedSecret === null ? [] : [["secret", generatedSecret] as const]),
    [`at ${title}`, PROVIDER_STEPS[preset]],
  ]);
  const lines = [text, ...(generatedSecret === null ? [] : [SHOWN_ONCE])];
  return done({ ...answer.value, url }, lines.join("\n"));
}
