import { type Answer, notFound, ok, type Refused, refused } from "./answer.ts";
import { etagOf, refuseUnlessMatching, staleVersion } from "./etag.ts";

/** What is there to be changed, at its present version. */
interface Present {
  readonly outcome: "found";
  readonly version: number;
}

interface Absent {
  readonly outcome: "not_found";
}

/**
 * Changes a resource that has versions, if it is there and the request's If-Match names its present version.
 *
 * @param what the resource, as a person reads it
 */
export async function changeIfMatching<Found extends Present>(
  { what, headers }: { readonly what: string; readonly headers: Headers },
  found: Found | Absent,
  change: (present: Found) => Promise<Answer>,
): Promise<Answer> {
  if (found.outcome === "not_found") return notFound(what);
  return refuseUnlessMatching(headers, etagOf(found.version)) ?? (await change(found));
}

/** What became of a change, as all services of resources with versions say it. */
type Replacement =
  | { readonly outcome: "updated" | "unchanged"; readonly version: number }
  | Absent
  | { readonly outcome: "stale_version"; readonly currentVersion: number }
  | { readonly outcome: "name_taken" };

/** The answer to a change: the resource as it is now, or why it was not changed. */
export function replacementAnswer(
  what: string,
  result: Replacement,
  represent: (version: number) => object,
): Answer {
  switch (result.outcome) {
    case "updated":
    case "unchanged":
      return ok(represent(result.version), { etag: etagOf(result.version) });
    case "not_found":
      return notFound(what);
    case "stale_version":
      return staleVersion(etagOf(result.currentVersion));
    case "name_taken":
      return nameTaken(what);
  }
}

/** 409 for a name that another resource of its kind has. */
export function nameTaken(what: string): Refused {
  const message = `Another ${what} has this name. Choose a different one.`;
  return refused(409, "name_taken", message, { errors: [{ pointer: "/name", message }] });
}
