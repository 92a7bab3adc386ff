import { CircleCheck, CirclePause } from "lucide-react";
import { Status } from "#components/status/status.tsx";
import type { SourceRow } from "./rows.ts";

/** Requests to a source that is disabled are refused. */
export function SourceState({ row }: { readonly row: SourceRow }) {
  return row.enabled ? (
    <Status appearance={{ icon: CircleCheck, word: "Enabled", tone: "good" }} />
  ) : (
    <Status appearance={{ icon: CirclePause, word: "Disabled", tone: "neutral" }} />
  );
}
