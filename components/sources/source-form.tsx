"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { sourceInput } from "#schemas/source.ts";
import type { CreatedSource } from "./rows.ts";
import { SecretFields } from "./secret-fields.tsx";
import { EMPTY_DRAFT, type SourceDraft, sourceOf } from "./source-draft.ts";

const PRESET_OPTIONS = [{ value: "github", label: "GitHub" }] as const;

export function SourceForm({ onCreated }: { readonly onCreated: (source: CreatedSource) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const create = useMutation(
    trpc.sources.create.mutationOptions({
      onSuccess: ({ id, generatedSecret }, { key, name }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.sources.pathKey() });
        onCreated({ id, key, name, generatedSecret });
      },
      onError: (error) => setErrors(error.data?.fields ?? {}),
    }),
  );
  const set = (change: Partial<SourceDraft>) => {
    setDraft({ ...draft, ...change });
    // A suggested key changes with the name.
    const isCorrected = (field: string) => field in change || (field === "key" && draft.key === null);
    setErrors(Object.fromEntries(Object.entries(errors).filter(([field]) => !isCorrected(field))));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = sourceInput.safeParse(sourceOf(draft));
    setErrors(
      parsed.success
        ? {}
        : Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])),
    );
    if (parsed.success) create.mutate(parsed.data);
  };
  // Without a name there is nothing that could suggest a key: one message says it.
  const keyError = draft.key === null && errors.name ? undefined : errors.key;
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!useHydrated()} className="flex min-w-0 flex-col gap-4">
        <Field id="preset" label="Preset" hint="How requests are verified and read.">
          <Select
            id="preset"
            label="Preset"
            value={draft.preset}
            options={PRESET_OPTIONS}
            onChange={(preset) => set({ preset })}
          />
        </Field>
        <Field id="name" label="Name" error={errors.name}>
          <Input
            id="name"
            value={draft.name}
            placeholder="GitHub of Acme"
            onChange={(event) => set({ name: event.target.value })}
            {...invalidProps("name", errors.name)}
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
            placeholder="github-of-acme"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => set({ key: event.target.value })}
            {...invalidProps("key", keyError)}
          />
        </Field>
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
