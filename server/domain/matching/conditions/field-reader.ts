import type { Envelope } from "#schemas/envelope.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { nodeAt } from "#schemas/pattern/path-select.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";

/** Reads one value of an event; undefined where it is missing. */
export type FieldReader = (envelope: Envelope) => JsonValue | undefined;

type Steps = readonly (string | number)[];

/**
 * The reader of a path that selects one value at most. Most paths are a few plain names inside of the payload, the metadata or the
 * source: for those the reader is made of property accesses alone, which is several times faster than a loop over
 * the steps. (Code made of the path's text would be faster by a sixth, and would be code made of somebody's text.)
 */
export function compileReader(steps: Steps): FieldReader {
  const [first, ...rest] = steps;
  const compile = first === undefined ? undefined : COMPILERS.get(first);
  if (compile !== undefined && rest.every(isPlain)) {
    const reader = compile(rest);
    if (reader !== undefined) return reader;
  }
  return (envelope) => nodeAt(steps, envelopeRoot(envelope));
}

type Compile = (names: readonly string[]) => FieldReader | undefined;

/** Each access has a place of its own in the code, of which the engine learns what it meets there. */
const COMPILERS: ReadonlyMap<string | number, Compile> = new Map([
  ["payload", compileInPayload],
  ["metadata", compileInMetadata],
  ["source", compileInSource],
]);

function compileInPayload([first, second, third, ...others]: readonly string[]): FieldReader | undefined {
  if (first === undefined || others.length > 0) return undefined;
  if (second === undefined) return ({ payload }) => memberOf(payload, first);
  if (third === undefined) return ({ payload }) => memberOf(memberOf(payload, first), second);
  return ({ payload }) => memberOf(memberOf(memberOf(payload, first), second), third);
}

function compileInMetadata([first, second, ...others]: readonly string[]): FieldReader | undefined {
  if (first === undefined || others.length > 0) return undefined;
  if (second === undefined) return ({ metadata }) => memberOf(metadata, first);
  return ({ metadata }) => memberOf(memberOf(metadata, first), second);
}

function compileInSource([first, ...others]: readonly string[]): FieldReader | undefined {
  if (first === undefined || others.length > 0) return undefined;
  return (envelope) => memberOf(envelopeRoot(envelope).source, first);
}

/** A member whose name no object inherits, so that it is the object's own if it is there. */
function memberOf(node: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof node === "object" && node !== null && !Array.isArray(node) ? node[name] : undefined;
}

function isPlain(step: string | number): step is string {
  return typeof step === "string" && !(step in Object.prototype);
}
