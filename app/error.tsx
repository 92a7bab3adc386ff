"use client";

import { CloudOff } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page that could not be drawn. The digest is what the server's log calls the error. */
export default function PageError({ error, reset }: ErrorProps) {
  return (
    <div role="alert">
      <Notice
        icon={CloudOff}
        heading="h1"
        title="This page failed"
        action={<Button onClick={reset}>Try again</Button>}
      >
        Nothing was lost: only the drawing of the page failed.
        {error.digest ? <p className="mt-2 font-mono text-xs">Trace id {error.digest}</p> : null}
      </Notice>
    </div>
  );
}
