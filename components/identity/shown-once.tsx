import type { ReactNode } from "react";
import { CopyLine } from "./copy-line.tsx";

interface ShownOnceProps {
  readonly secret: string;
  /** What it is, such as "signing secret". */
  readonly what: string;
  readonly testId: string;
  /** What it is for. */
  readonly children: ReactNode;
}

/** The only time that a secret is shown. */
export function ShownOnce({ secret, what, testId, children }: ShownOnceProps) {
  return (
    <div className="rounded-md border bg-warning-surface p-3">
      <p className="font-medium">Copy the {what} now: it is not shown again.</p>
      <p className="mt-1 text-muted">{children}</p>
      <CopyLine text={secret} what={what} testId={testId} className="mt-2" />
    </div>
  );
}
