"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AdminsOnly } from "#components/frame/admins-only.tsx";
import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { Failure } from "#components/frame/failure.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { KeyCreated } from "./key-created.tsx";
import { KeyForm } from "./key-form.tsx";
import type { CreatedApiKey } from "./rows.ts";

interface NewKeyPageProps {
  readonly sourceId: string;
  readonly publicUrl: string;
}

export function NewKeyPage({ sourceId, publicUrl }: NewKeyPageProps) {
  const trpc = useTRPC();
  const source = useQuery(trpc.sources.get.queryOptions({ id: sourceId }));
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const sourceHref = `/sources/${sourceId}`;
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent={source.data?.name ?? "Source"} href={sourceHref}>
            New key
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {source.error ? (
          <Failure error={source.error} onRetry={() => void source.refetch()} />
        ) : (
          <AdminsOnly permission="keys.write">
            <div className="max-w-2xl p-4">
              {created === null ? (
                <KeyForm sourceId={sourceId} onCreated={setCreated} />
              ) : (
                <KeyCreated created={created} publicUrl={publicUrl} sourceHref={sourceHref} />
              )}
            </div>
          </AdminsOnly>
        )}
      </div>
    </>
  );
}
