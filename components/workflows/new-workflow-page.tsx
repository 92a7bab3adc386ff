"use client";

import { useState } from "react";
import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import type { CreatedWorkflow } from "./rows.ts";
import { WorkflowCreated } from "./workflow-created.tsx";
import { WorkflowForm } from "./workflow-form.tsx";

export function NewWorkflowPage() {
  const [created, setCreated] = useState<CreatedWorkflow | null>(null);
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Workflows" href="/workflows">
            New workflow
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="max-w-xl p-4">
          {created === null ? (
            <WorkflowForm onCreated={setCreated} />
          ) : (
            <WorkflowCreated workflow={created} />
          )}
        </div>
      </div>
    </>
  );
}
