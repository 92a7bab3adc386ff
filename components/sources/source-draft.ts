import { MAX_SOURCE_KEY_CHARACTERS, type WebhookPreset } from "#schemas/source.ts";

/** The form's fields as they are typed. */
export interface SourceDraft {
  readonly name: string;
  /** Null until it is typed: the name suggests it. */
  readonly key: string | null;
  readonly preset: WebhookPreset;
  readonly secretFrom: "generated" | "pasted";
  readonly secret: string;
}

export const EMPTY_DRAFT: SourceDraft = {
  name: "",
  key: null,
  preset: "github",
  secretFrom: "generated",
  secret: "",
};

/** What the draft asks for; schemas/source.ts says whether it is valid. */
export function sourceOf({ name, key, preset, secretFrom, secret }: SourceDraft) {
  return {
    name,
    key: key ?? suggestKey(name),
    preset,
    secret: secretFrom === "pasted" ? secret : null,
  };
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
