"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "#components/frame/failure.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { EventExplanation } from "./event-explanation.tsx";
import { standingOf } from "./explanation-words.ts";

const SKELETON_ROWS = 3;

/** The patterns whose name fits the event come first, and those are few. */
const PAGE_ROWS = 10;

interface EventExplanationsProps {
  readonly id: string;
  /** Asked for at once, where nothing matched: that is the question then. */
  readonly openAtFirst: boolean;
}

/** Why the event did not match every other pattern: the first clause that fails, and what was recorded. */
export function EventExplanations({ id, openAtFirst }: EventExplanationsProps) {
  const [isOpen, setIsOpen] = useState(openAtFirst);
  return (
    <Section title="Why it did not match">
      {isOpen ? (
        <Explanations id={id} />
      ) : (
        <Button size="small" onClick={() => setIsOpen(true)}>
          Explain the other patterns
        </Button>
      )}
    </Section>
  );
}

function Explanations({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.explanations.event.infiniteQueryOptions(
      { event: { by: "id", value: id }, limit: PAGE_ROWS },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (list.isPending) return <SkeletonRows rows={SKELETON_ROWS} label="Loading the explanations" />;
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.rows).filter((row) => standingOf(row) !== "matched");
  return (
    <>
      {rows.length === 0 && !list.hasNextPage ? (
        <p className="text-muted">There is no other pattern.</p>
      ) : null}
      <ul className="flex flex-col gap-2.5">
        {rows.map((row) => (
          <EventExplanation key={row.patternId} row={row} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          size="small"
          className="mt-2.5"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? "Loading…" : "Explain more patterns"}
        </Button>
      ) : null}
    </>
  );
}
