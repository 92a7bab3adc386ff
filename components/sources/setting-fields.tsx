import { RichText } from "#components/reference/rich-text.tsx";
import { Field, invalidProps } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { presetDefinition } from "#schemas/preset.ts";
import type { FieldErrors } from "./source-check.ts";
import type { SourceDraft } from "./source-draft.ts";

interface SettingFieldsProps {
  readonly draft: SourceDraft;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

/** The settings without which a preset cannot verify anything; most need none. */
export function SettingFields(props: SettingFieldsProps) {
  switch (props.draft.preset) {
    case "hmac":
      return <HmacFields {...props} />;
    case "ip_allow_list":
      return <AddressField {...props} />;
    default:
      return null;
  }
}

function HmacFields(props: SettingFieldsProps) {
  return (
    <>
      <TextField
        {...props}
        id="signatureHeader"
        label="Header of the signature"
        placeholder="X-Signature"
        hint="The signature is the HMAC-SHA256 of the body, in hexadecimal. For other kinds, make the source with the REST API or the command line."
      />
      <TextField
        {...props}
        id="headerTemplate"
        label="How the header is written"
        hint="`{signature}` alone, or with what stands around it, such as `sha256={signature}`."
      />
    </>
  );
}

interface TextFieldProps extends SettingFieldsProps {
  readonly id: "signatureHeader" | "headerTemplate";
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
}

function TextField({ id, label, hint, placeholder, draft, errors, onChange }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={<RichText text={hint} />} error={errors[id]}>
      <Input
        id={id}
        className="font-mono text-xs"
        value={draft[id]}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange({ [id]: event.target.value })}
        {...invalidProps(id, errors[id])}
      />
    </Field>
  );
}

function AddressField({ draft, errors, onChange }: SettingFieldsProps) {
  return (
    <Field
      id="addresses"
      label="Addresses that may send"
      hint={presetDefinition("ip_allow_list").secret}
      error={errors.addresses}
    >
      <Textarea
        id="addresses"
        className="font-mono text-xs"
        value={draft.addresses}
        placeholder={"203.0.113.7\n198.51.100.0/24"}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange({ addresses: event.target.value })}
        {...invalidProps("addresses", errors.addresses)}
      />
    </Field>
  );
}
