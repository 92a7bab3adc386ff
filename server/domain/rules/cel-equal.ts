import {
  type CelList,
  type CelMap,
  type CelValue,
  celEnv,
  isCelList,
  isCelMap,
  parse,
  plan,
} from "@bufbuild/cel";
import type { Meter } from "./cel-meter.ts";

/** The library's own equality, for values without parts: times, durations, bytes, types. */
const equalsWhole = plan(celEnv(), parse("left == right"));

/**
 * Equality of CEL (language definition, "Equality"): numbers by value whatever their type, lists and maps by their parts.
 * Every part that is compared is charged, which the library's own does not: two long lists in a loop are a bomb.
 */
export function celEquals(left: CelValue, right: CelValue, meter: Meter): boolean {
  if (isPrimitive(left) && isPrimitive(right)) return equalsPrimitive(left, right, meter);
  if (isCelList(left) && isCelList(right)) return equalsList(left, right, meter);
  if (isCelMap(left) && isCelMap(right)) return equalsMap(left, right, meter);
  return equalsWhole({ left, right }) === true;
}

function equalsList(left: CelList, right: CelList, meter: Meter): boolean {
  if (left.size !== right.size) return false;
  for (let index = 0; index < left.size; index += 1) {
    if (!partsEqual(left.get(index), right.get(index), meter)) return false;
  }
  return true;
}

function equalsMap(left: CelMap, right: CelMap, meter: Meter): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left.entries()) {
    if (!partsEqual(value, right.get(key), meter)) return false;
  }
  return true;
}

function partsEqual(left: CelValue | undefined, right: CelValue | undefined, meter: Meter): boolean {
  meter.charge(1);
  return left !== undefined && right !== undefined && celEquals(left, right, meter);
}

type Primitive = bigint | boolean | null | number | string;

function isPrimitive(value: CelValue): value is Primitive {
  return value === null || typeof value !== "object";
}

function equalsPrimitive(left: Primitive, right: Primitive, meter: Meter): boolean {
  if (typeof left === "bigint" && typeof right === "number") return equalsNumber(left, right);
  if (typeof left === "number" && typeof right === "bigint") return equalsNumber(right, left);
  if (typeof left === "string" && typeof right === "string" && left.length === right.length) {
    meter.chargeCharacters(left.length);
  }
  return left === right;
}

function equalsNumber(whole: bigint, value: number): boolean {
  return Number.isInteger(value) && BigInt(value) === whole;
}
