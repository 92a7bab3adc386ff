"use client";

import { ArrowUp, RefreshCw, X } from "lucide-react";
import { useCallback } from "react";
import { PageHeader } from "#components/frame/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Switch } from "#components/ui/switch.tsx";
import { MAX_NEW_EVENTS_COUNTED } from "#schemas/event-search.ts";
import { MoreFilters } from "./more-filters.tsx";
import { NameSearch } from "./name-search.tsx";
import { TimeFilter } from "./time-filter.tsx";
import type { useEventSearch } from "./use-event-search.ts";

interface EventToolbarProps {
  readonly search: ReturnType<typeof useEventSearch>;
  readonly newCount: number;
  readonly onShowNew: () => void;
  readonly isFetching: boolean;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
}

export function EventToolbar({
  search,
  newCount,
  onShowNew,
  isFetching,
  follow,
  onFollow,
}: EventToolbarProps) {
  const { state, change, clear, isFiltered } = search;
  const searchName = useCallback((name: string) => change({ pattern: name === "" ? null : name }), [change]);
  return (
    <PageHeader
      title="Events"
      actions={
        <>
          <span aria-live="polite">
            {newCount > 0 ? (
              <Button variant="primary" onClick={onShowNew}>
                <ArrowUp aria-hidden />
                {newCount >= MAX_NEW_EVENTS_COUNTED ? `${MAX_NEW_EVENTS_COUNTED}+` : newCount} new
              </Button>
            ) : null}
          </span>
          <label className="flex items-center gap-1.5 text-xs text-muted" htmlFor="follow">
            <Switch id="follow" label="Show new events as they arrive" checked={follow} onChange={onFollow} />
            Follow
          </label>
          <Button size="icon" aria-label="Refresh" title="Refresh" onClick={onShowNew}>
            <RefreshCw aria-hidden className={cn(isFetching && "animate-spin")} />
          </Button>
        </>
      }
    >
      <NameSearch value={state.pattern ?? ""} onChange={searchName} />
      <TimeFilter value={state} onChange={change} />
      <MoreFilters value={state} onChange={change} />
      {isFiltered ? (
        <Button variant="quiet" onClick={clear}>
          <X aria-hidden />
          Clear
        </Button>
      ) : null}
    </PageHeader>
  );
}
