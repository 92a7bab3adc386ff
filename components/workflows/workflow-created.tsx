import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { ShownOnce } from "#components/identity/shown-once.tsx";
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
      <ShownOnce secret={workflow.signingSecret} what="signing secret" testId="signing-secret">
        Each delivery is signed with it (Standard Webhooks), so that your endpoint can tell that it comes from
        here.
      </ShownOnce>
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
