import type { TRPCError } from "@trpc/server";
import { refusal } from "./refusal.ts";

/** What became of a change, as all services of things with versions say it. */
type Replacement =
  | { readonly outcome: "updated" | "unchanged"; readonly version: number }
  | { readonly outcome: "not_found" }
  | { readonly outcome: "stale_version"; readonly currentVersion: number }
  | { readonly outcome: "name_taken" };

/**
 * What a change made of something that has versions.
 *
 * @param what as a person reads it
 * @param gone thrown when it is not there
 * @throws TRPCError when it was not changed
 */
export function replacement(
  result: Replacement,
  { what, gone }: { readonly what: string; readonly gone: () => TRPCError },
): { readonly version: number; readonly changed: boolean } {
  switch (result.outcome) {
    case "updated":
    case "unchanged":
      return { version: result.version, changed: result.outcome === "updated" };
    case "not_found":
      throw gone();
    case "stale_version":
      throw refusal(
        "CONFLICT",
        "stale_version",
        `Somebody else saved version ${result.currentVersion} meanwhile. Load it, then make your change again.`,
      );
    case "name_taken":
      throw nameTaken(what);
  }
}

export function nameTaken(what: string): TRPCError {
  return refusal("CONFLICT", "name_taken", `Another ${what} has this name. Choose a different one.`, "name");
}
