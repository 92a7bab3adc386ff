"use client";

import { exactTime, relativeTime } from "./format.ts";
import { useNow } from "./now.tsx";

/** How long ago, with the exact instant on hover. `instant` is RFC 3339. */
export function Time({ instant }: { readonly instant: string }) {
  const nowMs = useNow();
  return (
    <time dateTime={instant} title={exactTime(instant)} className="whitespace-nowrap">
      {relativeTime(instant, nowMs)}
    </time>
  );
}
