"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Switch } from "#components/ui/switch.tsx";
import type { PatternRow } from "./rows.ts";

/** Switches a pattern on or off, unless somebody changed it since the list was read. */
export function PatternSwitch({ row }: { readonly row: PatternRow }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("patterns.write");
  const setEnabled = useMutation(
    trpc.patterns.setEnabled.mutationOptions({
      onError: (error) => toast.error(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.patterns.pathKey() }),
    }),
  );
  return (
    <span className="flex">
      <Switch
        label={`${row.name} is on`}
        checked={setEnabled.isPending ? setEnabled.variables.enabled : row.enabled}
        disabled={!mayWrite}
        onChange={(enabled) => setEnabled.mutate({ id: row.id, version: row.version, enabled })}
      />
    </span>
  );
}
