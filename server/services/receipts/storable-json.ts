/**
 * A verdict as JSON text that jsonb takes: verdicts repeat parts of events and of rules, and a part may end in the middle of
 * a surrogate pair, or hold U+0000. Both become U+FFFD.
 */
export function storableJson(verdict: object): string {
  return JSON.stringify(verdict, (_name, value: unknown) =>
    typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\ufffd") : value,
  );
}
