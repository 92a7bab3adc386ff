import type { Failed } from "../result.ts";
import { escapeText } from "./escape.ts";

/** A failure for the standard error: what happened, why, and what to do. */
export function failureText({ title, details, advice }: Failed): string {
  const lines = [`error: ${escapeText(title)}`, ...details.map((detail) => `  ${escapeText(detail)}`)];
  return `${[...lines, ...(advice === "" ? [] : [`  → ${escapeText(advice)}`])].join("\n")}\n`;
}
