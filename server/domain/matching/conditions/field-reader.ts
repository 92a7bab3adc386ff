import type { Envelope } from "#schemas/envelope.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { nodeAt } from "#schemas/pattern/path-select.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";

/** Reads one value of an event; undefined where it is missing. */
export type FieldReader = (envelope: Envelope) => JsonValue | undefined;

type Steps = readonly (string | number)[];

/**
 * The reader of a path that selects one value at most. Most paths are a few plain names inside of the payload or the metadata: for
 * those the reader is made of property accesses alone, which is several times faster than a loop over the steps.
 */
export function compileReader(steps: Steps): FieldReader {
  const [first, ...rest] = steps;
  const container = first === undefined ? undefined : CONTAINERS.get(first);
  const member = rest.every(isPlain) ? compileMember(rest) : undefined;
  if (container === undefined || member === undefined) {
    return (envelope) => nodeAt(steps, envelopeRoot(envelope));
  }
  return container(member);
}

type MemberReader = (node: JsonValue | undefined) => JsonValue | undefined;

/** The access to each has a place of its own in the code, whose shapes the engine learns. */
const CONTAINERS: ReadonlyMap<string | number, (read: MemberReader) => FieldReader> = new Map([
  [
    "payload",
    (read: MemberReader): FieldReader =>
      (envelope) =>
        read(envelope.payload),
  ],
  [
    "metadata",
    (read: MemberReader): FieldReader =>
      (envelope) =>
        read(envelope.metadata),
  ],
  [
    "source",
    (read: MemberReader): FieldReader =>
      (envelope) =>
        read(envelopeRoot(envelope).source),
  ],
]);

function compileMember(names: readonly string[]): MemberReader | undefined {
  const [first, second, third] = names;
  if (first === undefined || names.length > 3) return undefined;
  if (second === undefined) return (node) => memberOf(node, first);
  if (third === undefined) return (node) => memberOf(memberOf(node, first), second);
  return (node) => memberOf(memberOf(memberOf(node, first), second), third);
}

/** A member whose name no object inherits, so that it is the object's own if it is there. */
function memberOf(node: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof node === "object" && node !== null && !Array.isArray(node) ? node[name] : undefined;
}

function isPlain(step: string | number): step is string {
  return typeof step === "string" && !(step in Object.prototype);
}
