import type { WebhookPreset } from "#schemas/preset.ts";
import { MAX_SOURCE_KEY_CHARACTERS, needsPastedSecret } from "#schemas/source.ts";

/** The form's fields as they are typed. */
export interface SourceDraft {
  readonly name: string;
  /** Null until it is typed: the name suggests it. */
  readonly key: string | null;
  readonly preset: WebhookPreset;
  readonly secretFrom: "generated" | "pasted";
  readonly secret: string;
  /** Of the preset `hmac`, as the one after it. */
  readonly signatureHeader: string;
  readonly headerTemplate: string;
  /** Of the preset `ip_allow_list`: with commas or spaces between them, or one a line. */
  readonly addresses: string;
}

export const EMPTY_DRAFT: SourceDraft = {
  name: "",
  key: null,
  preset: "github",
  secretFrom: "generated",
  secret: "",
  signatureHeader: "",
  headerTemplate: "{signature}",
  addresses: "",
};

/** What the draft asks for; schemas/source.ts says whether it is valid. */
export function sourceOf(draft: SourceDraft) {
  const { name, key, preset } = draft;
  return {
    name,
    key: key ?? suggestKey(name),
    preset,
    secret: secretOf(draft),
    configuration: settingsOf(draft),
  };
}

/** Whether the secret is text of several lines: a key set, or a key as PEM. White space around it means nothing. */
export function isSecretOfLines(preset: WebhookPreset): boolean {
  return preset === "jwt" || preset === "http_signature";
}

/** The addresses that the draft names, in their order. */
export function addressesOf({ addresses }: SourceDraft): string[] {
  return addresses.split(/[\s,]+/).filter((address) => address !== "");
}

function secretOf({ preset, secretFrom, secret }: SourceDraft): string | null {
  if (preset === "ip_allow_list") return null;
  if (secretFrom === "generated" && !needsPastedSecret(preset)) return null;
  return isSecretOfLines(preset) ? secret.trim() : secret;
}

function settingsOf(draft: SourceDraft) {
  const { signatureHeader: header, headerTemplate } = draft;
  switch (draft.preset) {
    case "hmac":
      return { verification: { hmac: { header, headerTemplate } } };
    case "ip_allow_list":
      return { allowedAddresses: addressesOf(draft) };
    default:
      return {};
  }
}

/** A key for a name: `Café & Co.` → `cafe-co`. Empty when nothing of the name can be in a key. */
export function suggestKey(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_SOURCE_KEY_CHARACTERS)
    .replaceAll(/^-|-$/g, "");
}
