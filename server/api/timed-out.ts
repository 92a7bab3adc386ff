import type { TRPCError } from "@trpc/server";
import { refusal } from "./refusal.ts";

/** For searches that the database gave up on. */
export function timedOut(): TRPCError {
  return refusal(
    "TIMEOUT",
    "search_timed_out",
    "The search took over 5 seconds and was stopped. Choose a shorter time range or a more exact filter.",
  );
}
