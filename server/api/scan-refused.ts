import type { TRPCError } from "@trpc/server";
import { refusal } from "./refusal.ts";

/** For a caller that cannot leave early. */
export const NEVER = new AbortController().signal;

/** For somebody who has a scan of the log under way, or comes when others have all places. */
export function scanRefused(outcome: "already_scanning" | "all_taken"): TRPCError {
  const message =
    outcome === "already_scanning"
      ? "A scan of the log that you asked for is under way. Wait for it, or stop it, then try again."
      : "Others have as many scans of the log under way as one process takes. Try again in some seconds.";
  return refusal("CONFLICT", outcome, message);
}
