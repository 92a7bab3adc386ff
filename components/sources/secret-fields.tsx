import type { ReactNode } from "react";
import { RichText } from "#components/reference/rich-text.tsx";
import { Field, invalidProps } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { presetDefinition } from "#schemas/preset.ts";
import { needsPastedSecret } from "#schemas/source.ts";
import { isSecretOfLines, type SourceDraft } from "./source-draft.ts";

const ORIGINS = [
  { value: "generated", label: "Make a new one" },
  { value: "pasted", label: "Paste one that is in use" },
] as const;

/** How a secret is written that Tidings makes (schemas/presets/preset-definition.ts, `newSecret`). */
const GENERATED_HINTS = {
  hex: "64 characters from 256 random bits, shown once after the source is made.",
  whsec: "`whsec_` and 256 random bits in base64, shown once after the source is made.",
} as const;

interface SecretFieldsProps {
  readonly draft: SourceDraft;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

/** Where the secret comes from that both sides share. */
export function SecretFields({ draft, error, onChange }: SecretFieldsProps) {
  const { preset, secretFrom } = draft;
  if (preset === "ip_allow_list") return null;
  const { secret: sentence, newSecret = "hex" } = presetDefinition(preset);
  const pasted = { draft, error, onChange, hint: <RichText text={sentence} /> };
  if (needsPastedSecret(preset)) return <PastedSecret label="Secret" {...pasted} />;
  return (
    <>
      <Field
        id="secret-from"
        label="Secret"
        hint={
          secretFrom === "generated" ? (
            <RichText text={GENERATED_HINTS[newSecret]} />
          ) : (
            "For a webhook that exists already and keeps its secret."
          )
        }
      >
        <Select
          id="secret-from"
          label="Secret"
          value={secretFrom}
          options={ORIGINS}
          onChange={(origin) => onChange({ secretFrom: origin })}
        />
      </Field>
      {secretFrom === "pasted" ? <PastedSecret label="The secret in use" {...pasted} /> : null}
    </>
  );
}

interface PastedSecretProps extends SecretFieldsProps {
  readonly label: string;
  readonly hint: ReactNode;
}

function PastedSecret({ label, hint, draft, error, onChange }: PastedSecretProps) {
  const Control = isSecretOfLines(draft.preset) ? Textarea : Input;
  return (
    <Field id="secret" label={label} hint={hint} error={error}>
      <Control
        id="secret"
        className="font-mono text-xs"
        value={draft.secret}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange({ secret: event.target.value })}
        {...invalidProps("secret", error)}
      />
    </Field>
  );
}
