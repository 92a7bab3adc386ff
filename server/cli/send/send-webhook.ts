import { configurationOf, isWebhookPreset, presetDefinition, type WebhookPreset } from "#schemas/preset.ts";
import { type SourceConfiguration, sourceOverrides } from "#schemas/source-configuration.ts";
import { findSource } from "../api/find-source.ts";
import type { SourceAnswer } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { readSecret, type SecretOptions, type SecretReading } from "../read-secret.ts";
import { readTextFile } from "../read-text.ts";
import { type CommandResult, type Failed, usage } from "../result.ts";
import type { Shell } from "../shell.ts";
import { deliver } from "./deliver.ts";
import type { Provider, Unsigned } from "./provider.ts";
import { PROVIDERS } from "./providers.ts";

export interface SendWebhookInput extends SecretOptions {
  readonly source: string;
  readonly event?: string | undefined;
  readonly data?: string | undefined;
  readonly signedUrl?: string | undefined;
}

/** Sends a request to a source as its provider would. */
export async function sendWebhook(cli: Cli, input: SendWebhookInput): Promise<CommandResult> {
  const found = await findSource(cli.client, input.source);
  if (found.outcome === "failed") return found;
  const target = readTarget(found.value);
  if (target.outcome === "failed") return target;
  const { preset, configuration } = target;
  const provider = PROVIDERS[preset];
  const secret = await secretFor(cli.shell, provider, preset, input);
  if (secret.outcome === "failed") return secret;
  const at = cli.shell.now();
  const newId = () => cli.shell.newId();
  const event = input.event ?? provider.event;
  const sample = await withData(cli.shell, provider.sample({ event, at, newId }), input.data);
  if (sample.outcome === "failed") return sample;
  const url = `${cli.baseUrl}/api/webhooks/${input.source}`;
  const [method = "POST"] = configuration.methods;
  const { verification: settings } = configuration;
  const signing = await provider.sign({
    ...sample.request,
    method,
    url: input.signedUrl ?? settings.url ?? url,
    secret: secret.secret ?? "",
    at,
    newId,
    settings,
  });
  if (signing.outcome === "cannot_sign") return usage("The request cannot be signed.", signing.message);
  const { headers, body } = { body: sample.request.body, ...signing };
  const request = { method, headers: { ...sample.request.headers, ...headers }, body };
  return await deliver(cli, { url, request, sent: { source: input.source, preset, event } });
}

type Target =
  | {
      readonly outcome: "target";
      readonly preset: WebhookPreset;
      readonly configuration: SourceConfiguration;
    }
  | Failed;

function readTarget({ key, preset, configuration }: SourceAnswer): Target {
  if (preset === "native") {
    return usage(`The source ${key} takes events with an API key.`, "Use `tidings send --publish`.");
  }
  const overrides = sourceOverrides.safeParse(configuration);
  if (isWebhookPreset(preset) && overrides.success) {
    return { outcome: "target", preset, configuration: configurationOf(preset, overrides.data) };
  }
  return usage(`The source ${key} is of a later version of Tidings.`, "Use the command of that version.");
}

async function secretFor(
  shell: Shell,
  { signsNothing = false }: Provider,
  preset: WebhookPreset,
  input: SendWebhookInput,
): Promise<SecretReading> {
  const given = await readSecret(shell, input);
  if (given.outcome === "failed" || given.secret !== null || signsNothing) return given;
  const variable = secretVariable(input.source);
  const secret = shell.env[variable];
  if (secret) return { outcome: "secret", secret };
  return usage(
    "There is no secret to sign with.",
    `Give it with --secret-file or --secret-stdin, or set ${variable}.`,
    [`The server gives it to nobody. It is: ${presetDefinition(preset).secret}`],
  );
}

/** `my-shop` → `TIDINGS_SECRET_OF_MY_SHOP`. */
export function secretVariable(sourceKey: string): string {
  return `TIDINGS_SECRET_OF_${sourceKey.toUpperCase().replaceAll("-", "_")}`;
}

type Sample = { readonly outcome: "sample"; readonly request: Unsigned } | Failed;

/** The sample's headers stay: they name the event, and the delivery. */
async function withData(shell: Shell, sample: Unsigned, file: string | undefined): Promise<Sample> {
  if (file === undefined) return { outcome: "sample", request: sample };
  const reading = await readTextFile(shell, file);
  if (reading.outcome === "failed") return reading;
  return { outcome: "sample", request: { ...sample, body: reading.text } };
}
