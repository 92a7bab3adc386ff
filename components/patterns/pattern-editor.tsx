"use client";

import { type ReactNode, type SubmitEvent, useState } from "react";
import type { ApiError } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { focusNext } from "#components/ui/focus-next.ts";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { PatternDefinition } from "#schemas/pattern-definition.ts";
import { type DraftErrors, type PatternDraft, readDraft } from "./pattern-draft.ts";
import { PatternTest } from "./pattern-test.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { WorkflowSelect } from "./workflow-select.tsx";

interface PatternEditorProps {
  readonly initial: PatternDraft;
  readonly saveLabel: string;
  readonly mayWrite: boolean;
  readonly isSaving: boolean;
  readonly error: ApiError | null;
  readonly onSave: (definition: PatternDefinition) => void;
  /** Under the test panel: versions. */
  readonly aside?: ReactNode;
}

const NO_ERRORS: DraftErrors = {};

/** The form of one pattern with its live test. Errors stand at their fields once saving was tried. */
export function PatternEditor(props: PatternEditorProps) {
  const { initial, saveLabel, mayWrite, isSaving, error, onSave, aside } = props;
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [jsonIsValid, setJsonIsValid] = useState(true);
  const isHydrated = useHydrated();
  const reading = readDraft(draft);
  const own = tried && reading.outcome === "invalid" ? reading.errors : NO_ERRORS;
  const errors = { ...error?.data?.fields, ...own };
  const change = (next: Partial<PatternDraft>) => setDraft((before) => ({ ...before, ...next }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setTried(true);
    if (reading.outcome === "valid" && jsonIsValid) onSave(reading.definition);
    else focusNext(() => form.querySelector<HTMLElement>("[aria-invalid=true]"));
  };
  return (
    <div className="grid items-start gap-4 p-4 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_28rem]">
      <form onSubmit={submit} noValidate>
        <fieldset disabled={!mayWrite || !isHydrated} className="flex min-w-0 flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="name" label="Name" error={errors.name}>
              <Input
                id="name"
                value={draft.name}
                placeholder="Large invoices"
                onChange={(event) => change({ name: event.target.value })}
                {...invalidProps("name", errors.name)}
              />
            </Field>
            <WorkflowSelect
              value={draft.workflowId}
              error={errors.workflowId}
              disabled={!mayWrite}
              onChange={(workflowId) => change({ workflowId })}
            />
          </div>
          <RuleEditor draft={draft} errors={errors} onChange={change} onValidity={setJsonIsValid} />
          <div className="flex items-center gap-2">
            <Switch
              id="enabled"
              label="Enabled"
              checked={draft.enabled}
              disabled={!mayWrite}
              onChange={(enabled) => change({ enabled })}
            />
            <span>{draft.enabled ? "Enabled: it matches new events" : "Disabled: it matches nothing"}</span>
          </div>
          <div role="alert" className="empty:-mt-4">
            {error && Object.keys(error.data?.fields ?? {}).length === 0 ? (
              <FieldError message={error.message} />
            ) : null}
          </div>
          {mayWrite ? (
            <div>
              <Button type="submit" variant="primary" disabled={isSaving}>
                {isSaving ? "Saving…" : saveLabel}
              </Button>
            </div>
          ) : (
            <p className="text-muted">Your role may read patterns. An admin can change them.</p>
          )}
        </fieldset>
      </form>
      <div className="flex min-w-0 flex-col gap-4">
        <PatternTest draft={draft} />
        {aside}
      </div>
    </div>
  );
}
