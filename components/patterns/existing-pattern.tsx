"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { draftOf } from "./pattern-draft.ts";
import { PatternEditor } from "./pattern-editor.tsx";
import { PatternVersions } from "./pattern-versions.tsx";
import type { PatternDetails } from "./rows.ts";

/** Edits a pattern at the version that was read; a newer one is never overwritten. */
export function ExistingPattern({ pattern }: { readonly pattern: PatternDetails }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries({ queryKey: trpc.patterns.pathKey() });
  const update = useMutation(
    trpc.patterns.update.mutationOptions({
      onSuccess: async ({ version, changed }) => {
        await reload();
        if (changed) toast.success(`Saved as version ${version}.`);
        else toast.info("Nothing was changed.");
      },
    }),
  );
  const { id, version, definition, versions } = pattern;
  return (
    <>
      {update.error?.data?.reason === "stale_version" ? (
        <div role="alert" className="flex flex-wrap items-center gap-3 border-b bg-warning-surface px-4 py-2">
          <span className="min-w-0 flex-1">{update.error.message}</span>
          <Button onClick={() => void reload()}>Load the newest version</Button>
        </div>
      ) : null}
      <PatternEditor
        initial={draftOf(definition)}
        saveLabel="Save a new version"
        mayWrite={useMay("patterns.write")}
        isSaving={update.isPending}
        error={update.error}
        onSave={(next) => update.mutate({ id, version, definition: next })}
        aside={<PatternVersions current={version} versions={versions} />}
      />
    </>
  );
}
