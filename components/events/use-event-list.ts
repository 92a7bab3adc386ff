"use client";

import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type Outputs, useTRPC } from "#components/trpc/client.ts";
import type { EventFilter } from "#schemas/event-search.ts";

type Page = Outputs["events"]["list"];
export type EventRow = Page["rows"][number];

/** New arrivals are counted this often. */
const COUNT_EVERY_MS = 3_000;

/**
 * The pages of the list that were read, and how many events arrived since. Rows never move by themselves:
 * `showNew` reads the list again from its top.
 */
export function useEventList(filter: EventFilter) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.events.list.infiniteQueryOptions(
    { filter },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
  );
  const list = useInfiniteQuery({ ...options, refetchOnMount: "always" });
  const first = list.data?.pages[0];
  const arrivals = useQuery(
    trpc.events.countNew.queryOptions(
      { filter, after: first?.newestRowId ?? null },
      { enabled: first !== undefined && !list.isPlaceholderData, refetchInterval: COUNT_EVERY_MS },
    ),
  );
  const { queryKey } = options;
  const showNew = useCallback(async () => {
    await queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData<InfiniteData<Page>>(queryKey, (data) => data && keepFirstPage(data));
    await queryClient.invalidateQueries({ queryKey });
  }, [queryClient, queryKey]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  return {
    list,
    rows,
    newCount: arrivals.data?.count ?? 0,
    showNew,
    isPaged: (list.data?.pages.length ?? 0) > 1,
  };
}

function keepFirstPage(data: InfiniteData<Page>): InfiniteData<Page> {
  return { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
}
