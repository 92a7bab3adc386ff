"use client";

import { CloudOff, SearchX } from "lucide-react";
import { Identifier } from "#components/identity/identifier.tsx";
import type { ApiError } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface FailureProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
}

/** A query that failed: what happened, why, what to do. */
export function Failure({ error, onRetry }: FailureProps) {
  if (error.data?.code === "NOT_FOUND")
    return (
      <Notice icon={SearchX} title="Not found">
        {error.message}
      </Notice>
    );
  const unreachable = error.data === null || error.data === undefined;
  const traceId = error.data?.code === "INTERNAL_SERVER_ERROR" ? error.data.traceId : null;
  return (
    <div role="alert">
      <Notice
        icon={CloudOff}
        title={unreachable ? "Tidings does not answer" : "This could not be loaded"}
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {unreachable
          ? "The server may be restarting, or the connection is lost. Try again in a moment."
          : error.message}
        {traceId ? (
          <p className="mt-2 flex items-center justify-center gap-1">
            Trace id <Identifier value={traceId} what="trace id" />
          </p>
        ) : null}
      </Notice>
    </div>
  );
}
