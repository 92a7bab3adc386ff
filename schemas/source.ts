import { z } from "zod";
import { isWebhookPreset, type Preset, presetDefinition } from "./preset.ts";
import { type SourceOverrides, sourceOverrides } from "./source-configuration.ts";

/** The source that every installation has, for publishers with an API key. */
export const NATIVE_SOURCE_KEY = "api";

export const MAX_SOURCE_KEY_CHARACTERS = 64;

/** A source's key is part of its URL and of its events' ids, so it is plain and never changes. */
export const sourceKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "Use lower-case letters, digits, - and _, at most 64 characters.");

const sourceName = z
  .string()
  .trim()
  .min(1, "Give the source a name.")
  .max(120, "Use at most 120 characters.");

/** Providers choose short ones too; a key set or a PEM can be long. */
const MIN_SECRET_CHARACTERS = 8;
const MAX_SECRET_CHARACTERS = 16_384;

/** A secret is used as it is, so a space that came along with copying would make every signature wrong. */
const pastedSecret = z
  .string()
  .min(MIN_SECRET_CHARACTERS, `Use a secret of at least ${MIN_SECRET_CHARACTERS} characters.`)
  .max(MAX_SECRET_CHARACTERS, `Use a secret of at most ${MAX_SECRET_CHARACTERS} characters.`)
  .refine(
    (secret) => secret === secret.trim(),
    "The secret begins or ends with a space. Paste it without, on both sides.",
  );

export const webhookPreset = z.string().refine(isWebhookPreset, "This is not a preset of webhook sources.");

/** A webhook source; a secret is made for it when `secret` is null. The source of publishers is made at start. */
export const sourceInput = z
  .strictObject({
    key: sourceKey,
    name: sourceName,
    preset: webhookPreset,
    secret: pastedSecret.nullable(),
    configuration: sourceOverrides.default({}),
  })
  .superRefine(({ preset, secret, configuration }, issue) => {
    for (const message of configurationFaults(preset, configuration)) {
      issue.addIssue({ code: "custom", path: ["configuration"], message });
    }
    if (secret === null && needsPastedSecret(preset)) {
      const message = `${presetDefinition(preset).title} gives the secret. Paste it here.`;
      issue.addIssue({ code: "custom", path: ["secret"], message });
    }
  });

/** A change of a source: `configuration` replaces the stored one as a whole; `version` is the one that was seen. */
export const updateSourceInput = z.strictObject({
  id: z.uuid(),
  version: z.int().min(1),
  name: sourceName.optional(),
  enabled: z.boolean().optional(),
  configuration: sourceOverrides.optional(),
});

/** A rotated secret stays valid for this long unless it is said otherwise: a day to change the other side. */
const DEFAULT_OVERLAP_SECONDS = 86_400;
const MAX_OVERLAP_SECONDS = 30 * 86_400;

/** A new secret, made when `secret` is null; the others stay valid for `overlapSeconds`. */
export const rotateSecretInput = z.strictObject({
  id: z.uuid(),
  secret: pastedSecret.nullable().default(null),
  overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS).default(DEFAULT_OVERLAP_SECONDS),
});

export const expireSecretInput = z.strictObject({ id: z.uuid(), secretId: z.uuid() });

/** Whether the provider gives the secret, so that Tidings cannot make one. */
export function needsPastedSecret(preset: Preset): boolean {
  if (preset === "native" || preset === "ip_allow_list") return false;
  return presetDefinition(preset).newSecret === undefined;
}

/** What verification settings belong to which presets alone. */
const SETTINGS_OF = {
  hmac: ["hmac"],
  jwt: ["jwt"],
  header: ["api_key"],
  requiredComponents: ["http_signature"],
} as const satisfies Partial<Record<keyof NonNullable<SourceOverrides["verification"]>, readonly Preset[]>>;

/** What a configuration lacks or has too much of for its preset, in sentences. */
export function configurationFaults(preset: Preset, { verification, ...rest }: SourceOverrides): string[] {
  const faults: string[] = [];
  if (preset === "hmac" && verification?.hmac === undefined) {
    faults.push(
      "The preset hmac needs verification.hmac: which header carries the signature, and what is signed.",
    );
  }
  if (preset === "ip_allow_list" && !rest.allowedAddresses) {
    faults.push("The preset ip_allow_list needs allowedAddresses: nothing else keeps strangers out.");
  }
  for (const [setting, presets] of Object.entries(SETTINGS_OF)) {
    if (verification && setting in verification && !presets.some((known) => known === preset)) {
      faults.push(`verification.${setting} means nothing to the preset ${preset}. Leave it out.`);
    }
  }
  return faults;
}

/** The prefix of all event ids that belong to a webhook source (design, decision 7). */
export function eventIdPrefix(key: string): string {
  return `${key}:`;
}
