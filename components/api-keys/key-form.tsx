"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { type ApiKeyScope, apiKeyInput } from "#schemas/api-key.ts";
import type { CreatedApiKey } from "./rows.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { scopesOf } from "./scopes.ts";

interface KeyFormProps {
  readonly sourceId: string;
  readonly onCreated: (key: CreatedApiKey) => void;
}

export function KeyForm({ sourceId, onCreated }: KeyFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [ticked, setTicked] = useState<readonly ApiKeyScope[]>(["publish"]);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() }),
      onError: (error) => setErrors(error.data?.fields ?? {}),
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = apiKeyInput.safeParse({ sourceId, name, scopes: scopesOf(ticked) });
    setErrors(
      parsed.success
        ? {}
        : Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])),
    );
    if (!parsed.success) return;
    const { scopes } = parsed.data;
    create.mutate(parsed.data, {
      onSuccess: ({ id, key }) =>
        onCreated({ id, key, name: parsed.data.name, scopes, createdAt: new Date().toISOString() }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!useHydrated()} className="flex min-w-0 flex-col gap-4">
        <Field
          id="name"
          label="Name"
          hint="The system that will use it. Give each its own key, so that one can be revoked alone."
          error={errors.name}
        >
          <Input
            id="name"
            value={name}
            placeholder="Billing"
            onChange={(event) => setName(event.target.value)}
            {...invalidProps("name", errors.name)}
          />
        </Field>
        <ScopeFields ticked={ticked} error={errors.scopes} onChange={setTicked} />
        <div role="alert">
          {create.error && Object.keys(errors).length === 0 ? (
            <FieldError message={create.error.message} />
          ) : null}
        </div>
        <div>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            {create.isPending ? "Creating…" : "Create the key"}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
