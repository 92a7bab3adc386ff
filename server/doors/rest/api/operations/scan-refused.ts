import { type Refused, refused } from "../answer.ts";

/** Scans take seconds. */
const RETRY_AFTER_SECONDS = 10;

/** 429 for a caller who has a scan under way, or comes when others have all places. */
export function scanRefused(outcome: "already_scanning" | "all_taken"): Refused {
  const detail =
    outcome === "already_scanning"
      ? "A scan of the log that this key asked for is under way. Wait for it, or close its connection."
      : "Others have as many scans of the log under way as one process takes. Try again in some seconds.";
  return refused(429, "scan_under_way", detail, { headers: { "retry-after": `${RETRY_AFTER_SECONDS}` } });
}
