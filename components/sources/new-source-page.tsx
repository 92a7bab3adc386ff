"use client";

import { useState } from "react";
import { AdminsOnly } from "#components/frame/admins-only.tsx";
import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import type { CreatedSource } from "./rows.ts";
import { SourceCreated } from "./source-created.tsx";
import { SourceForm } from "./source-form.tsx";

export function NewSourcePage({ publicUrl }: { readonly publicUrl: string }) {
  const [created, setCreated] = useState<CreatedSource | null>(null);
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Sources" href="/sources">
            New source
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <AdminsOnly permission="sources.write">
          <div className="max-w-2xl p-4">
            {created === null ? (
              <SourceForm publicUrl={publicUrl} onCreated={setCreated} />
            ) : (
              <SourceCreated source={created} publicUrl={publicUrl} />
            )}
          </div>
        </AdminsOnly>
      </div>
    </>
  );
}
