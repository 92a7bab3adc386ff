"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { PRESET_OPTIONS } from "./preset-names.ts";
import type { CreatedSource } from "./rows.ts";
import { SecretFields } from "./secret-fields.tsx";
import { SettingFields } from "./setting-fields.tsx";
import { checkDraft, type FieldErrors } from "./source-check.ts";
import { EMPTY_DRAFT, type SourceDraft, sourceOf } from "./source-draft.ts";
import { UrlBefore } from "./url-before.tsx";

interface SourceFormProps {
  readonly publicUrl: string;
  readonly onCreated: (source: CreatedSource) => void;
}

export function SourceForm({ publicUrl, onCreated }: SourceFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [errors, setErrors] = useState<FieldErrors>({});
  const create = useMutation(
    trpc.sources.create.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
      onError: (error) => setErrors(error.data?.fields ?? {}),
    }),
  );
  const set = (change: Partial<SourceDraft>) => {
    setDraft({ ...draft, ...change });
    setErrors("preset" in change ? {} : remaining(errors, change, draft));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft);
    setErrors(checked.outcome === "invalid" ? checked.errors : {});
    if (checked.outcome === "invalid") return;
    const { key, name, preset, configuration } = checked.source;
    create.mutate(checked.source, {
      onSuccess: ({ generatedSecret }) => onCreated({ key, name, preset, configuration, generatedSecret }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!useHydrated()} className="flex min-w-0 flex-col gap-4">
        <Field id="preset" label="Preset" hint="How requests are verified and read.">
          <Select
            id="preset"
            label="Preset"
            value={draft.preset}
            options={PRESET_OPTIONS}
            onChange={(preset) => set({ preset, secret: "" })}
          />
        </Field>
        <NameFields draft={draft} errors={errors} onChange={set} />
        <SettingFields draft={draft} errors={errors} onChange={set} />
        <UrlBefore draft={draft} publicUrl={publicUrl} />
        <SecretFields draft={draft} error={errors.secret} onChange={set} />
        <div role="alert">
          {create.error && Object.keys(errors).length === 0 ? (
            <FieldError message={create.error.message} />
          ) : null}
        </div>
        <div>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            {create.isPending ? "Creating…" : "Create the source"}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}

/** The errors of fields that a change leaves as they are. A suggested key changes with the name. */
function remaining(errors: FieldErrors, change: Partial<SourceDraft>, draft: SourceDraft): FieldErrors {
  const isCorrected = (field: string) => field in change || (field === "key" && draft.key === null);
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !isCorrected(field)));
}

interface NameFieldsProps {
  readonly draft: SourceDraft;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

function NameFields({ draft, errors, onChange }: NameFieldsProps) {
  const { name: nameError } = errors;
  // Without a name there is nothing that could suggest a key: one message says it.
  const keyError = draft.key === null && nameError ? undefined : errors.key;
  return (
    <>
      <Field id="name" label="Name" error={nameError}>
        <Input
          id="name"
          value={draft.name}
          placeholder="Acme production"
          onChange={(event) => onChange({ name: event.target.value })}
          {...invalidProps("name", nameError)}
        />
      </Field>
      <Field
        id="key"
        label="Key"
        hint="Part of the source’s URL and of its events’ ids. It cannot be changed later."
        error={keyError}
      >
        <Input
          id="key"
          className="font-mono text-xs"
          value={sourceOf(draft).key}
          placeholder="acme-production"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange({ key: event.target.value })}
          {...invalidProps("key", keyError)}
        />
      </Field>
    </>
  );
}
