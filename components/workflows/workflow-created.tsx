import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "#components/identity/copy-button.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import type { CreatedWorkflow } from "./rows.ts";

/** The only time that the signing secret is shown. */
export function WorkflowCreated({ workflow }: { readonly workflow: CreatedWorkflow }) {
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="flex items-center gap-2 text-base font-semibold">
        <CircleCheck aria-hidden className="size-4 text-success" />
        {workflow.name} is ready
      </p>
      <div className="rounded-md border bg-warning-surface p-3">
        <p className="font-medium">Copy the signing secret now: it is not shown again.</p>
        <p className="mt-1 text-muted">
          Each delivery is signed with it (Standard Webhooks), so that your endpoint can tell that it comes
          from here.
        </p>
        <div className="mt-2 flex items-center gap-1 rounded-md border bg-background py-0.5 pr-1 pl-2">
          <code data-testid="signing-secret" className="min-w-0 flex-1 font-mono text-xs break-all">
            {workflow.signingSecret}
          </code>
          <CopyButton text={workflow.signingSecret} what="signing secret" />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link href="/patterns/new" className={buttonStyle({ variant: "primary" })}>
          Create a pattern that starts it
        </Link>
        <Link href="/workflows" className={buttonStyle()}>
          Back to the workflows
        </Link>
      </div>
    </div>
  );
}
