import { scanJson } from "./scan.ts";
import type { JsonSlice } from "./scan-state.ts";

/**
 * The text of the one value that the steps lead to, exactly as it stands in a JSON text; `undefined` where a member or
 * item is missing.
 *
 * @param text JSON that `scanJson` has accepted
 */
export function textAt(text: string, steps: readonly (string | number)[]): string | undefined {
  let current = text;
  for (const step of steps) {
    const slice = sliceOf(current, step);
    if (slice === undefined) return undefined;
    current = current.slice(slice.start, slice.end);
  }
  return current;
}

function sliceOf(text: string, step: string | number): JsonSlice | undefined {
  const scan = scanJson(text);
  if (scan.outcome === "invalid") return undefined;
  return typeof step === "string" ? scan.members.get(step) : scan.items[step];
}
