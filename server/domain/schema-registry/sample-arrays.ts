import type { JsonValue } from "#schemas/json/value.ts";
import { itemsOf, type Part } from "./part.ts";
import { lengthsAt } from "./sample-values.ts";

/** Items that schemas name one by one. */
function namedItems(parts: readonly Part[]): number {
  return Math.max(0, ...parts.map((part) => itemsOf(part).first.length));
}

/** Arrays that differ in one item, or in their length; `samplesAt` gives values for the item at an index. */
export function* arraySamples(
  parts: readonly Part[],
  samplesAt: (index: number) => JsonValue[],
): Iterable<JsonValue[]> {
  const named = namedItems(parts);
  const simple: JsonValue[] = [];
  for (let index = 0; index < named; index += 1) {
    const samples = samplesAt(index);
    for (const sample of samples) yield [...simple, sample];
    simple.push(samples.at(-1) ?? null);
  }
  yield simple;
  const rest = samplesAt(named);
  for (const sample of rest) yield [...simple, sample];
  for (const length of lengthsAt(parts, ["minItems", "maxItems"])) {
    for (const sample of rest) yield filled(simple, [sample], length);
    yield filled(simple, rest, length);
    yield filled(simple, countUp(length), length);
  }
  for (const sample of rest) yield [...simple, sample, sample];
}

/** The beginning of an array and, over and over, other items, up to a length. */
function filled(start: readonly JsonValue[], items: readonly JsonValue[], length: number): JsonValue[] {
  const itemAt = (index: number) => start[index] ?? items[(index - start.length) % items.length] ?? null;
  return Array.from({ length }, (_, index) => itemAt(index));
}

/** Different items. */
function countUp(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
