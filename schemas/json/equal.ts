import { isJsonObject, type JsonValue } from "./value.ts";

/**
 * Whether two values are the same JSON value: numbers by value (`1` and `1.0` are one number), strings by their code
 * units (case counts, nothing is normalised), arrays in order, objects without regard to the order of their members.
 * Nothing is converted: `"1"` is not `1`.
 */
export function jsonEqual(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) return Array.isArray(right) && arraysEqual(left, right);
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  for (const name of names) {
    const ours = left[name];
    const theirs = Object.hasOwn(right, name) ? right[name] : undefined;
    if (ours === undefined || theirs === undefined || !jsonEqual(ours, theirs)) return false;
  }
  return true;
}

function arraysEqual(left: JsonValue[], right: JsonValue[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, index) => {
    const other = right[index];
    return other !== undefined && jsonEqual(item, other);
  });
}
