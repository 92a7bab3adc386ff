import { z } from "zod";

/**
 * How a source's requests are verified and read.
 * `native`: publishers with an API key, in the specification's envelope (`POST /api/v1/events`).
 * `github`: GitHub webhooks, signed with HMAC-SHA256 in `x-hub-signature-256`.
 */
export const PRESETS = ["native", "github"] as const;
export type Preset = (typeof PRESETS)[number];

/** Presets of services that sign what they send: a source of these has a URL and a secret of its own. */
export const WEBHOOK_PRESETS = ["github"] as const satisfies readonly Preset[];
export type WebhookPreset = (typeof WEBHOOK_PRESETS)[number];

/** The source that every installation has, for publishers with an API key. */
export const NATIVE_SOURCE_KEY = "api";

export const MAX_SOURCE_KEY_CHARACTERS = 64;

/** A source's key is part of its URL and of its events' ids, so it is plain and never changes. */
export const sourceKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "Use lower-case letters, digits, - and _, at most 64 characters.");

/** A secret is used as it is, so a space that came along with copying would make every signature wrong. */
const pastedSecret = z
  .string()
  .min(16, "Use a secret of at least 16 characters.")
  .max(512, "Use a secret of at most 512 characters.")
  .refine(
    (secret) => secret === secret.trim(),
    "The secret begins or ends with a space. Paste it without, on both sides.",
  );

/** A webhook source; a secret is made for it when `secret` is null. The source of publishers is made at start. */
export const sourceInput = z.object({
  key: sourceKey,
  name: z.string().trim().min(1, "Give the source a name.").max(120, "Use at most 120 characters."),
  preset: z.enum(WEBHOOK_PRESETS),
  secret: pastedSecret.nullable(),
});

/** The prefix of all event ids that belong to a webhook source (design, decision 7). */
export function eventIdPrefix(key: string): string {
  return `${key}:`;
}
