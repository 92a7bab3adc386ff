import { CircleCheck, CircleX } from "lucide-react";
import { JsonView } from "#components/json/json-view.tsx";
import { duration } from "#components/time/format.ts";
import { Time } from "#components/time/time.tsx";
import type { EventDetails } from "./details.ts";

type Attempt = EventDetails["deliveries"][number]["tries"][number];

/** Every try of one delivery: when, how long, what came back. */
export function DeliveryAttempts({ tries }: { readonly tries: readonly Attempt[] }) {
  if (tries.length === 0) return <p className="border-t px-3 py-2 text-muted">Not tried yet.</p>;
  return (
    <ol className="border-t">
      {tries.map((attempt) => (
        <li key={attempt.number} className="border-b px-3 py-2 last:border-b-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            <span className="text-muted">#{attempt.number}</span>
            <AttemptOutcome attempt={attempt} />
            <span className="text-muted">{duration(attempt.durationMs)}</span>
            <span className="ml-auto text-xs text-muted">
              <Time instant={attempt.startedAt} />
            </span>
          </div>
          {attempt.error ? <p className="mt-1 break-words">{attempt.error}</p> : null}
          <Exchange label="Request" json={attempt.request} />
          <Exchange label="Response" json={attempt.response} />
        </li>
      ))}
    </ol>
  );
}

function AttemptOutcome({ attempt }: { readonly attempt: Attempt }) {
  const succeeded = attempt.outcome === "succeeded";
  const Icon = succeeded ? CircleCheck : CircleX;
  return (
    <span
      className={succeeded ? "flex items-center gap-1 text-success" : "flex items-center gap-1 text-danger"}
    >
      <Icon aria-hidden className="size-3.5" />
      {succeeded ? "Succeeded" : "Failed"}
      {attempt.statusCode === null ? "" : ` · HTTP ${attempt.statusCode}`}
    </span>
  );
}

function Exchange({ label, json }: { readonly label: string; readonly json: string | null }) {
  if (json === null) return null;
  return (
    <details className="mt-1">
      <summary className="cursor-pointer rounded-sm text-xs text-muted hover:text-foreground">
        {label}
      </summary>
      <div className="mt-1">
        <JsonView text={json} what={label.toLowerCase()} root="$" compact />
      </div>
    </details>
  );
}
