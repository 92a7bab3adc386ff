import type { Violation } from "#schemas/receipt.ts";

/** Names of a violation's members, quotes and numbers, roughly. */
const OVERHEAD_CHARACTERS = 100;

/** About as many characters as a violation takes when it is written as JSON. */
export function charactersOfViolation({ pointer, message, expected, actual }: Violation): number {
  return (
    OVERHEAD_CHARACTERS + pointer.length + message.length + (expected?.length ?? 0) + (actual?.length ?? 0)
  );
}
