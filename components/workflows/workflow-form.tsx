"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { workflowInput } from "#schemas/workflow.ts";
import type { CreatedWorkflow } from "./rows.ts";
import { type WorkflowDraft, workflowOf } from "./workflow-draft.ts";

const KINDS = [
  { value: "http", label: "HTTP endpoint" },
  { value: "log", label: "Log line" },
] as const;

const EMPTY: WorkflowDraft = { name: "", description: "", kind: "http", url: "", timeoutSeconds: "10" };

export function WorkflowForm({ onCreated }: { readonly onCreated: (workflow: CreatedWorkflow) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const create = useMutation(
    trpc.workflows.create.mutationOptions({
      onSuccess: ({ signingSecret }, { name }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.workflows.list.pathKey() });
        onCreated({ name, signingSecret });
      },
      onError: (error) => setErrors(error.data?.fields ?? {}),
    }),
  );
  const set = (change: Partial<WorkflowDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = workflowInput.safeParse(workflowOf(draft));
    setErrors(
      parsed.success
        ? {}
        : Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])),
    );
    if (parsed.success) create.mutate(parsed.data);
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!useHydrated()} className="flex min-w-0 flex-col gap-4">
        <Field id="name" label="Name" error={errors.name}>
          <Input
            id="name"
            value={draft.name}
            placeholder="Notify billing"
            onChange={(event) => set({ name: event.target.value })}
            {...invalidProps("name", errors.name)}
          />
        </Field>
        <Field id="description" label="Description" error={errors.description}>
          <Textarea
            id="description"
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </Field>
        <Field id="kind" label="Target" hint={KIND_HINTS[draft.kind]}>
          <Select
            id="kind"
            label="Target"
            value={draft.kind}
            options={KINDS}
            onChange={(kind) => set({ kind })}
          />
        </Field>
        {draft.kind === "http" ? (
          <>
            <Field id="url" label="URL" error={errors["target.url"]}>
              <Input
                id="url"
                type="url"
                value={draft.url}
                placeholder="https://example.com/hooks/tidings"
                onChange={(event) => set({ url: event.target.value })}
                {...invalidProps("url", errors["target.url"])}
              />
            </Field>
            <Field
              id="timeout"
              label="Time limit in seconds"
              hint="A call that takes longer is cut off and tried again."
              error={errors["target.timeoutMs"]}
              className="w-48"
            >
              <Input
                id="timeout"
                inputMode="decimal"
                value={draft.timeoutSeconds}
                onChange={(event) => set({ timeoutSeconds: event.target.value })}
                {...invalidProps("timeout", errors["target.timeoutMs"])}
              />
            </Field>
          </>
        ) : null}
        <div role="alert">
          {create.error && Object.keys(errors).length === 0 ? (
            <FieldError message={create.error.message} />
          ) : null}
        </div>
        <div>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            {create.isPending ? "Creating…" : "Create the workflow"}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}

const KIND_HINTS: Readonly<Record<WorkflowDraft["kind"], string>> = {
  http: "Each matched event is sent there by a signed POST, and tried again until it is answered with 2xx.",
  log: "Each matched event writes one line to the worker’s log. Good for a first try.",
};
