"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Switch } from "#components/ui/switch.tsx";
import type { WorkflowRow } from "./rows.ts";

/** Patterns of a workflow that is off match nothing. */
export function WorkflowSwitch({ row }: { readonly row: WorkflowRow }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("workflows.write");
  const setEnabled = useMutation(
    trpc.workflows.setEnabled.mutationOptions({
      onError: (error) => toast.error(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.workflows.list.pathKey() }),
    }),
  );
  return (
    <span className="flex">
      <Switch
        label={`${row.name} is on`}
        checked={setEnabled.isPending ? setEnabled.variables.enabled : row.enabled}
        disabled={!mayWrite}
        onChange={(enabled) => setEnabled.mutate({ id: row.id, enabled })}
      />
    </span>
  );
}
