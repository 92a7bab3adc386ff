import type { Envelope } from "#schemas/envelope.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { nodeAt } from "#schemas/pattern/path-select.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";
import { MAX_SHOWN_CHARACTERS, MAX_SHOWN_READS } from "./cel-limits.ts";
import { shortJson } from "./cel-short-json.ts";
import { chainOf, chainText, childrenOf, type Expr } from "./cel-tree.ts";
import { ROOT_NAMES } from "./cel-vet.ts";

/** A field that an expression reads: as it writes it, and from the event on. */
export interface Read {
  readonly text: string;
  readonly steps: readonly (string | number)[];
}

/** The fields that an expression reads, in its order. What it reads of a loop's items is part of the list. */
export function readsOf(root: Expr): readonly Read[] {
  const reads = new Map<string, Read>();
  const waiting = [root];
  for (let expr = waiting.pop(); expr !== undefined; expr = waiting.pop()) {
    const chain = chainOf(expr);
    if (chain !== undefined && ROOT_NAMES.some((name) => name === chain[0])) {
      const [name, ...steps] = chain;
      const text = chainText(chain);
      if (steps.length > 0) reads.set(text, { text, steps: name === "event" ? steps : chain });
    } else {
      waiting.push(...childrenOf(expr).toReversed());
    }
  }
  return [...reads.values()].slice(0, MAX_SHOWN_READS);
}

/**
 * What those fields hold, as JSON text: the value of one, an object of several. Fields that the event has not are left
 * out; null when it has none of them.
 */
export function actualOf(reads: readonly Read[], envelope: Envelope): string | null {
  const root = envelopeRoot(envelope);
  const found = reads.flatMap(({ text, steps }): (readonly [string, JsonValue])[] => {
    const value = nodeAt(steps, root);
    return value === undefined ? [] : [[text, value]];
  });
  const [first] = found;
  if (first === undefined) return null;
  if (reads.length === 1) return shortJson(first[1]);
  const members = found.map(([text, value]) => `${JSON.stringify(text)}:${shortJson(value)}`).join(",");
  return members.length > MAX_SHOWN_CHARACTERS
    ? `{${members.slice(0, MAX_SHOWN_CHARACTERS).toWellFormed()}…`
    : `{${members}}`;
}
