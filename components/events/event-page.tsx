"use client";

import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { EventDetail } from "./event-detail.tsx";

/** One event on a page of its own. */
export function EventPage({ id }: { readonly id: string }) {
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Events" href="/events">
            Event
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <EventDetail id={id} wide />
      </div>
    </>
  );
}
