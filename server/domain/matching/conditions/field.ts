import type { JsonValue } from "#schemas/json/value.ts";
import type { ParsedPath } from "#schemas/pattern/path-model.ts";
import type { FieldReader } from "./field-reader.ts";

/** Values that are equal by one look-up. */
export type Scalar = string | number | boolean | null;

export function isScalar(value: JsonValue): value is Scalar {
  return typeof value !== "object" || value === null;
}

/** A place in an event that some rule reads: one for each path, whatever the number of rules. */
export interface Field {
  /** Its place in the arrays of an EventView, from 1. Given to another field once no rule reads this one. */
  readonly number: number;
  readonly key: string;
  /** What it holds, if its path selects one value at most. */
  readonly read: FieldReader;
  /** A path that may select several values, which is walked. */
  readonly path: ParsedPath | undefined;
  /** The values that rules compare it with, each by a number above 0. */
  readonly valueIds: Map<Scalar, number>;
  /** Conditions that ask for one of those values; see `ValueIds`. */
  equalsCount: number;
  /** Conditions that read it. */
  references: number;
}
