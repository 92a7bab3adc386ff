"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#components/trpc/client.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

interface WorkflowSelectProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (workflowId: string) => void;
}

/** The workflow that a match starts. */
export function WorkflowSelect({ value, error, disabled, onChange }: WorkflowSelectProps) {
  const trpc = useTRPC();
  const list = useQuery(trpc.workflows.list.queryOptions({}));
  const options = (list.data?.rows ?? []).map(({ id, name, enabled }) => ({
    value: id,
    label: enabled ? name : `${name} (off)`,
  }));
  const isEmpty = list.data !== undefined && options.length === 0;
  return (
    <Field
      id="workflow"
      label="Starts the workflow"
      error={error}
      hint={
        isEmpty ? (
          <>
            There is none yet.{" "}
            <Link href="/workflows/new" className="text-accent underline">
              Create a workflow
            </Link>{" "}
            first.
          </>
        ) : undefined
      }
    >
      <Select
        id="workflow"
        label="Workflow"
        value={list.isPending ? "" : value}
        options={options}
        disabled={disabled || isEmpty}
        placeholder={list.isPending ? "Loading…" : "Choose a workflow"}
        onChange={onChange}
        describedBy={error ? "workflow-error" : undefined}
      />
    </Field>
  );
}
