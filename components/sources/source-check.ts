import type { z } from "zod";
import { sourceInput } from "#schemas/source.ts";
import { addressesOf, type SourceDraft, sourceOf } from "./source-draft.ts";

/** What is wrong, by the field that has to change. */
export type FieldErrors = Readonly<Record<string, string>>;

export type CheckedSource =
  | { readonly outcome: "valid"; readonly source: z.output<typeof sourceInput> }
  | { readonly outcome: "invalid"; readonly errors: FieldErrors };

/** The fields of settings, by their place in the source's configuration. */
const FIELD_OF_SETTING: Readonly<Record<string, keyof SourceDraft>> = {
  "configuration.verification.hmac.header": "signatureHeader",
  "configuration.verification.hmac.headerTemplate": "headerTemplate",
};

/** The source that a draft asks for, or what is wrong with it in the form's own fields. */
export function checkDraft(draft: SourceDraft): CheckedSource {
  const parsed = sourceInput.safeParse(sourceOf(draft), { error: plainMessage });
  if (parsed.success) return { outcome: "valid", source: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) {
    const [field, text] = placed(draft, path, message);
    errors[field] ??= text;
  }
  return { outcome: "invalid", errors };
}

/** For limits that have no sentence of their own. */
function plainMessage({ code }: { readonly code?: string | undefined }): string | undefined {
  if (code === "too_small") return "Fill this in.";
  return code === "too_big" ? "This is too long." : undefined;
}

function placed(draft: SourceDraft, path: readonly PropertyKey[], message: string): [string, string] {
  const place = path.join(".");
  const [, setting, index] = path;
  if (setting !== "allowedAddresses") return [FIELD_OF_SETTING[place] ?? place, message];
  const address = typeof index === "number" ? addressesOf(draft)[index] : undefined;
  return ["addresses", address === undefined ? message : `${message} “${address}” is none.`];
}
