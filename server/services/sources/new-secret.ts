import { randomBytes } from "node:crypto";
import { presetDefinition, type WebhookPreset } from "#schemas/preset.ts";

/** As long as the SHA-256 that signs with it: more adds nothing (RFC 2104, section 3). */
const SECRET_BYTES = 32;

const FORMS = {
  hex: (bytes: Buffer) => bytes.toString("hex"),
  whsec: (bytes: Buffer) => `whsec_${bytes.toString("base64")}`,
} as const;

/** A secret as the preset writes it; null where the provider gives it, or there is none. */
export function newSecret(preset: WebhookPreset): string | null {
  const { newSecret: form } = presetDefinition(preset);
  return form === undefined ? null : FORMS[form](randomBytes(SECRET_BYTES));
}
