import { Field, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { SourceDraft } from "./source-draft.ts";

const ORIGINS = [
  { value: "generated", label: "Make a new one" },
  { value: "pasted", label: "Paste one that is in use" },
] as const;

const HINTS: Readonly<Record<SourceDraft["secretFrom"], string>> = {
  generated: "64 characters from 256 random bits, shown once after the source is made.",
  pasted: "For a webhook that exists already and keeps its secret.",
};

interface SecretFieldsProps {
  readonly draft: SourceDraft;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

/** Where the secret comes from that both sides share. */
export function SecretFields({ draft, error, onChange }: SecretFieldsProps) {
  return (
    <>
      <Field id="secret-from" label="Secret" hint={HINTS[draft.secretFrom]}>
        <Select
          id="secret-from"
          label="Secret"
          value={draft.secretFrom}
          options={ORIGINS}
          onChange={(secretFrom) => onChange({ secretFrom })}
        />
      </Field>
      {draft.secretFrom === "pasted" ? (
        <Field id="secret" label="The secret in use" hint="At least 16 characters." error={error}>
          <Input
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
      ) : null}
    </>
  );
}
