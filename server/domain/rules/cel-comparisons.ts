import { type CelFunc, CelScalar, celFunc, listType, mapType } from "@bufbuild/cel";
import { celEquals } from "./cel-equal.ts";
import type { Meter } from "./cel-meter.ts";

const { BOOL, DOUBLE, DYN, INT, STRING, UINT } = CelScalar;
const LIST = listType(DYN);
const MAP = mapType(DYN, DYN);

/** Equality and membership, charged for what they look at. `@has` is what the macro `has` becomes. */
export function comparisonFunctions(meter: Meter): CelFunc[] {
  return [
    celFunc("_==_", [DYN, DYN], BOOL, (left, right) => celEquals(left, right, meter)),
    celFunc("_!=_", [DYN, DYN], BOOL, (left, right) => !celEquals(left, right, meter)),
    celFunc("@in", [DYN, LIST], BOOL, (value, list) => {
      for (const item of list) {
        meter.charge(1);
        if (celEquals(item, value, meter)) return true;
      }
      return false;
    }),
    // The library takes a member that is null for one that is missing; to CEL it is there.
    celFunc("@in", [STRING, MAP], BOOL, (key, map) => map.get(key) !== undefined),
    celFunc("@in", [DOUBLE, MAP], BOOL, (key, map) => map.get(key) !== undefined),
    celFunc("@in", [INT, MAP], BOOL, (key, map) => map.get(key) !== undefined),
    celFunc("@in", [BOOL, MAP], BOOL, (key, map) => map.get(key) !== undefined),
    celFunc("@in", [UINT, MAP], BOOL, (key, map) => map.get(key) !== undefined),
    celFunc("@has", [MAP, STRING], BOOL, (map, name) => map.get(name) !== undefined),
  ];
}
