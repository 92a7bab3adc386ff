import { MAX_VIOLATIONS, type Refusal, type Violation } from "#schemas/receipt.ts";

/** Versions that a refusal lists: more are not read, and are in the registry. */
const MAX_LISTED_VERSIONS = 10;

/** What speaks against an event whose payload does not conform; null when nothing does. */
export function refusedBySchema(
  { pattern, version }: { readonly pattern: string; readonly version: string },
  violations: readonly Violation[],
): Refusal | null {
  const [first] = violations;
  if (first === undefined) return null;
  const errors = violations
    .slice(0, MAX_VIOLATIONS)
    .map((violation) => ({ ...violation, schemaVersion: version }));
  const schema = `the schema ${pattern} ${version}`;
  return {
    reason: "schema_violation",
    message: `${howMany(violations.length)} wrong with the event by ${schema}: ${first.message}`,
    pointer: first.pointer,
    errors,
  };
}

function howMany(count: number): string {
  if (count === 1) return "One thing is";
  return count >= MAX_VIOLATIONS ? `${MAX_VIOLATIONS} things or more are` : `${count} things are`;
}

/** For an event whose version has no schema, while its name has some and none of them is the default. */
export function refusedVersion(
  { pattern, version }: { readonly pattern: string; readonly version: string },
  registered: readonly string[],
): Refusal {
  const listed = registered.slice(-MAX_LISTED_VERSIONS);
  const expected = JSON.stringify(listed);
  const more = registered.length > listed.length ? " and earlier ones" : "";
  const message = `${pattern} has no schema for the version ${version}, and no default version. It has: ${listed.join(", ")}${more}.`;
  const error = { pointer: "/version", message, expected, actual: JSON.stringify(version) };
  return { reason: "unknown_version", message, pointer: "/version", errors: [error] };
}
