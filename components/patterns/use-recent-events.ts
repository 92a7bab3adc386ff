"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTRPC } from "#components/trpc/client.ts";
import type { EventFilter } from "#schemas/event-search.ts";
import type { PatternDraft } from "./pattern-draft.ts";
import { nameTest } from "./pattern-verdict.ts";

/** Events offered for a test. */
const OFFERED_EVENTS = 20;

/** Typing is over after this pause. */
const PAUSE_MS = 400;

/** The latest events whose name fits the draft, then the others of the latest. */
export function useRecentEvents({ type, value }: Pick<PatternDraft, "type" | "value">) {
  const trpc = useTRPC();
  const filter = useSettled(type === "regex" || value === "" ? "" : nameFilter(type, value));
  const named = useQuery(
    trpc.events.list.queryOptions(
      { filter: filterOf(filter), limit: OFFERED_EVENTS },
      { enabled: filter !== "", placeholderData: keepPreviousData },
    ),
  );
  const latest = useQuery(trpc.events.list.queryOptions({ filter: {}, limit: OFFERED_EVENTS }));
  const rows = [...((filter === "" ? null : named.data?.rows) ?? []), ...(latest.data?.rows ?? [])];
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, OFFERED_EVENTS);
  const fits = useMemo(() => nameTest({ type, value }), [type, value]);
  const events = [
    ...unique.filter(({ pattern }) => fits(pattern)),
    ...unique.filter(({ pattern }) => !fits(pattern)),
  ];
  return { events, isPending: latest.isPending };
}

function nameFilter(type: "exact" | "prefix", value: string): string {
  return type === "prefix" ? `${value}*` : value;
}

function filterOf(pattern: string): EventFilter {
  return pattern === "" ? {} : { pattern };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
