"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useMay } from "#components/frame/role-context.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { EMPTY_DRAFT } from "./pattern-draft.ts";
import { PatternEditor } from "./pattern-editor.tsx";

export function NewPatternPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.patterns.create.mutationOptions({
      onSuccess: async (_created, { name }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.patterns.pathKey() });
        toast.success(`“${name}” matches from now on.`);
        router.push("/patterns");
      },
    }),
  );
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Patterns" href="/patterns">
            New pattern
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <PatternEditor
          initial={EMPTY_DRAFT}
          saveLabel="Create the pattern"
          mayWrite={useMay("patterns.write")}
          isSaving={create.isPending || create.isSuccess}
          error={create.error}
          onSave={(definition) => create.mutate(definition)}
        />
      </div>
    </>
  );
}
