"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { JsonView } from "#components/json/json-view.tsx";
import { byteCount } from "#components/time/format.ts";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EventDetails } from "./details.ts";

/** The payload. A large one is fetched only when it is asked for: drawing it takes the browser a while. */
export function EventPayload({ event }: { readonly event: EventDetails["event"] }) {
  const trpc = useTRPC();
  const [wanted, setWanted] = useState(false);
  const large = useQuery(
    trpc.events.payload.queryOptions({ id: event.id }, { enabled: wanted && event.payload === null }),
  );
  const text = event.payload ?? large.data?.payload ?? null;
  return (
    <Section title="Payload">
      {text === null ? (
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-muted">This payload is large: {byteCount(event.payloadBytes)}.</span>
          <Button onClick={() => setWanted(true)} disabled={wanted && large.isFetching}>
            {large.isFetching ? "Loading…" : "Show it"}
          </Button>
          {large.error ? <FieldError message={large.error.message} /> : null}
        </div>
      ) : (
        <JsonView text={text} what="payload" root="$.payload" />
      )}
    </Section>
  );
}
