"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { apiKeyInput } from "#schemas/api-key.ts";
import type { CreatedApiKey } from "./rows.ts";

interface KeyFormProps {
  readonly sourceId: string;
  readonly onCreated: (key: CreatedApiKey) => void;
}

export function KeyForm({ sourceId, onCreated }: KeyFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [nameError, setNameError] = useState<string | undefined>();
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      onSuccess: ({ id, key }, input) => {
        void queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() });
        onCreated({ id, key, name: input.name, createdAt: new Date().toISOString() });
      },
      onError: (error) => setNameError(error.data?.fields.name),
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = apiKeyInput.safeParse({ sourceId, name });
    setNameError(parsed.error?.issues.find((issue) => issue.path[0] === "name")?.message);
    if (parsed.success) create.mutate(parsed.data);
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!useHydrated()} className="flex min-w-0 flex-col gap-4">
        <Field
          id="name"
          label="Name"
          hint="The system that will publish with it. Give each its own key, so that one can be revoked alone."
          error={nameError}
        >
          <Input
            id="name"
            value={name}
            placeholder="Billing"
            onChange={(event) => setName(event.target.value)}
            {...invalidProps("name", nameError)}
          />
        </Field>
        <div role="alert">
          {create.error && nameError === undefined ? <FieldError message={create.error.message} /> : null}
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
