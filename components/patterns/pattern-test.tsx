"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useState } from "react";
import { JsonView } from "#components/json/json-view.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Select } from "#components/ui/select.tsx";
import { envelopeOf, envelopeText } from "./envelope-of.ts";
import type { PatternDraft } from "./pattern-draft.ts";
import { judge, type Verdict } from "./pattern-verdict.ts";
import { useRecentEvents } from "./use-recent-events.ts";

/** Says whether a stored event would match what stands in the form, and if not, which clause fails first. */
export function PatternTest({ draft }: { readonly draft: PatternDraft }) {
  const trpc = useTRPC();
  const { events, isPending } = useRecentEvents(draft);
  const [chosen, setChosen] = useState<string | null>(null);
  const id = chosen ?? events[0]?.id ?? null;
  const event = useQuery(trpc.events.get.queryOptions({ id: id ?? "" }, { enabled: id !== null }));
  const options = events.map((row) => ({ value: row.id, label: `${row.pattern} · ${row.eventId}` }));
  const detail = event.data?.event;
  return (
    <section aria-label="Test" className="min-w-0 rounded-lg border">
      <h2 className="border-b bg-surface px-3 py-2 text-xs font-semibold">Test against a stored event</h2>
      <div className="flex flex-col gap-2 p-3">
        {!isPending && events.length === 0 ? (
          <p className="text-muted">No event is stored yet. Send one, then it can be chosen here.</p>
        ) : (
          <Select
            label="Event to test against"
            value={id ?? ""}
            options={options}
            placeholder="Loading…"
            onChange={setChosen}
          />
        )}
        {detail === undefined ? null : detail.payload === null ? (
          <p className="text-muted">This event’s payload is too large to be tested here. Choose another.</p>
        ) : (
          <>
            <VerdictLine verdict={judge(draft, envelopeOf(detail, detail.payload))} />
            <div className="max-h-96 overflow-y-auto border-t pt-2">
              <JsonView key={detail.id} text={envelopeText(detail, detail.payload)} what="event" root="$" />
            </div>
            <p className="text-xs text-muted">Copy a path from the tree to use it in a filter.</p>
          </>
        )}
      </div>
    </section>
  );
}

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  switch (verdict.outcome) {
    case "matched":
      return (
        <p role="status" className="flex items-start gap-1.5 font-medium text-success">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
          This event matches.
        </p>
      );
    case "unmatched":
      return (
        <div role="status" className="flex items-start gap-1.5">
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          <div className="min-w-0 break-words">
            <span className="font-medium text-danger">No match: {verdict.clause}.</span> {verdict.message}
            <Details sentences={verdict.details} />
          </div>
        </div>
      );
    case "not_ready":
      return (
        <p role="status" className="flex items-start gap-1.5 text-muted">
          <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">Cannot be tested yet. {verdict.message}</span>
        </p>
      );
  }
}

function Details({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="mt-1 list-disc pl-5">
      {[...new Set(sentences)].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
