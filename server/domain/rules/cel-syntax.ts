import { parse } from "@bufbuild/cel";
import type { Expr } from "./cel-tree.ts";

export type Parsing =
  | { readonly outcome: "parsed"; readonly expr: Expr; positionOf(node: bigint): number | null }
  | { readonly outcome: "refused"; readonly message: string; readonly position: number | null };

/** Of what could not be read, as much as finds the place. */
const MAX_SHOWN_REST = 20;

/** What people write who come from other languages, at the place that cannot be read, and what CEL writes. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^=(?!=)|^===/, "Compare with ==."],
  [/^!==/, "Compare with !=."],
  [/^<>/, "Compare with !=."],
  [/^and\b/i, "Write && for “and”."],
  [/^or\b/i, "Write || for “or”."],
  [/^not\b/i, "Write ! for “not”."],
  [/^is\b/i, "Compare with ==."],
  [/^[“”„‘’]/, "Put texts into straight quotes."],
  [/^\$/, "Write payload.amount, without $."],
  [/^\?\./, "Ask with has(payload.field) whether a field is there."],
];

/** Parses CEL. Positions count the expression's characters from one. */
export function parseCel(expression: string): Parsing {
  try {
    const { expr, sourceInfo } = parse(expression);
    return {
      outcome: "parsed",
      expr,
      positionOf: (node) => {
        const offset = sourceInfo?.positions[node.toString()];
        return offset === undefined ? null : offset + 1;
      },
    };
  } catch (error) {
    if (error instanceof RangeError) return refused("The expression is nested too deeply.", null);
    const offset = offsetOf(error);
    if (offset !== null) return refused(syntaxMessage(expression, offset), offset + 1);
    return refused(error instanceof Error ? error.message : "The expression cannot be read.", null);
  }
}

function syntaxMessage(expression: string, offset: number): string {
  const rest = expression.slice(offset).trim();
  if (!/[^-+*/%<>=!&|?:.,([{]/.test(rest)) return "The expression ends too early.";
  const found = `The expression cannot be read from ${JSON.stringify(rest.slice(0, MAX_SHOWN_REST))} on.`;
  const hint = HINTS.find(([pattern]) => pattern.test(rest))?.[1];
  if (hint) return `${found} ${hint}`;
  const isOpen = ["'", '"'].some((quote) => expression.split(quote).length % 2 === 0);
  return isOpen ? `${found} A text is not closed.` : found;
}

/** Where the library's parser gave up. */
function offsetOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("location" in error)) return null;
  const { location } = error;
  if (typeof location !== "object" || location === null || !("start" in location)) return null;
  const { start } = location;
  if (typeof start !== "object" || start === null || !("offset" in start)) return null;
  return typeof start.offset === "number" ? start.offset : null;
}

function refused(message: string, position: number | null): Parsing {
  return { outcome: "refused", message, position };
}
