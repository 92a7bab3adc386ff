"use client";

import { CloudOff } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface PageFailureProps {
  /** What was thrown; the digest is what the server's log calls it. */
  readonly error: unknown;
  /** Fetches and draws the page again. */
  readonly retry: () => void;
}

/** In place of a page that could not be drawn. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const digest = digestOf(error);
  return (
    <div role="alert">
      <Notice
        icon={CloudOff}
        heading="h1"
        title="This page failed"
        action={<Button onClick={retry}>Try again</Button>}
      >
        Nothing was lost: only the drawing of the page failed.
        {digest === null ? null : <p className="mt-2 font-mono text-xs">Trace id {digest}</p>}
      </Notice>
    </div>
  );
}

/** Next gives errors of the server a digest instead of their message. */
export function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}
