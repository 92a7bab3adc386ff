"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import type { ApiKeyRow } from "./rows.ts";

export function RevokeKey({ row }: { readonly row: ApiKeyRow }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: () => toast.success(`${row.name} is revoked.`),
      onError: (error) => toast.error(error.message),
      onSettled: () => {
        setOpen(false);
        return queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() });
      },
    }),
  );
  return (
    <Confirm
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="danger" size="small" aria-label={`Revoke ${row.name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${row.name}?`}
      action={revoke.isPending ? "Revoking…" : "Revoke the key"}
      isPending={revoke.isPending}
      onConfirm={() => revoke.mutate({ id: row.id })}
    >
      Whoever publishes with the key <code className="font-mono text-xs">{row.prefix}…</code> is refused from
      then on. This cannot be undone. Events that it sent stay.
    </Confirm>
  );
}
