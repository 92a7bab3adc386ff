import { type CelFunc, CelScalar, celFunc } from "@bufbuild/cel";

const { DOUBLE, INT } = CelScalar;

/** Significant digits that a double keeps of every decimal number. */
const DIGITS = 15;

type Operation = (left: number, right: number) => number;

const OPERATIONS: readonly (readonly [string, Operation])[] = [
  ["_+_", (left, right) => left + right],
  ["_-_", (left, right) => left - right],
  ["_*_", (left, right) => left * right],
  ["_/_", (left, right) => left / right],
  ["_%_", (left, right) => left % right],
];

/**
 * Arithmetic where a side is a double, which every number of JSON is. CEL knows no `payload.amount + 1`, since 1 is an int:
 * here an int beside a double counts as one. Results keep fifteen digits, so that `0.1 + 0.2 == 0.3`, as whoever adds up
 * amounts of money expects.
 */
export const ARITHMETIC: readonly CelFunc[] = OPERATIONS.flatMap(([name, operation]) => [
  celFunc(name, [DOUBLE, DOUBLE], DOUBLE, (left, right) => checked(name, operation, left, right)),
  celFunc(name, [DOUBLE, INT], DOUBLE, (left, right) => checked(name, operation, left, Number(right))),
  celFunc(name, [INT, DOUBLE], DOUBLE, (left, right) => checked(name, operation, Number(left), right)),
]);

/** The nearest number that is written with fifteen digits; whole numbers stay as they are. */
export function tidy(value: number): number {
  return Number.isFinite(value) && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;
}

/** Halves away from zero, as on an invoice: `roundTo(2.345, 2)` is 2.35. */
export function roundTo(value: number, digits: number): number {
  const shifted = Number(`${Math.abs(value)}e${digits}`);
  // 1e21 and beyond, or below 1e-6, is written with an exponent already, and has no such digits to round.
  const rounded = Number.isNaN(shifted)
    ? Number(Math.abs(value).toFixed(digits))
    : Number(`${Math.round(shifted)}e-${digits}`);
  return Number.isNaN(rounded) ? value : Math.sign(value) * rounded;
}

/** A quotient that is Infinity or NaN would make comparisons true that nobody meant. */
function checked(name: string, operation: Operation, left: number, right: number): number {
  if (right === 0 && (name === "_/_" || name === "_%_")) throw new Error("divide by zero");
  return tidy(operation(left, right));
}
