import { type CelFunc, type CelList, CelScalar, type CelValue, celFunc, listType } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import type { JsonObject } from "#schemas/json/value.ts";
import { ARITHMETIC, roundTo, tidy } from "./cel-arithmetic.ts";
import { comparisonFunctions } from "./cel-comparisons.ts";
import { CONVERSIONS } from "./cel-conversions.ts";
import { loopFunctions } from "./cel-loops.ts";
import type { Meter } from "./cel-meter.ts";
import { textFunctions } from "./cel-texts.ts";
import { toCelInput } from "./cel-values.ts";

/** What an evaluation works with, beside the event. */
export interface Surroundings {
  readonly meter: Meter;
  /** The row of a reference table; null when it has none with this key. @throws when the table is not there */
  row(table: string, key: string): JsonObject | null;
}

/** Of the library's extension for texts: those whose cost is in proportion to the text. */
const TEXT_METHODS = new Set([
  "charAt",
  "indexOf",
  "join",
  "lowerAscii",
  "split",
  "substring",
  "trim",
  "upperAscii",
]);

/** Decimal places that a double can have. */
const MAX_ROUND_DIGITS = 15;

const { BOOL, DOUBLE, DYN, INT, STRING } = CelScalar;
const LIST = listType(DYN);

/** The functions of rules beside CEL's standard ones: Tidings' own, and standard ones that have to be bounded or mended. */
export function celFunctions(surroundings: Surroundings): CelFunc[] {
  const { meter } = surroundings;
  return [
    ...ARITHMETIC,
    ...CONVERSIONS,
    ...strings.filter(({ name }) => TEXT_METHODS.has(name)),
    ...comparisonFunctions(meter),
    ...textFunctions(meter),
    ...loopFunctions(meter),
    celFunc("sum", [LIST], DOUBLE, (list) => sumOf(list, meter)),
    celFunc("round", [DOUBLE, INT], DOUBLE, round),
    celFunc("round", [INT, INT], DOUBLE, (value, digits) => round(Number(value), digits)),
    celFunc("lookup", [STRING, DYN], DYN, (table, key) => {
      const row = surroundings.row(table, keyText(key));
      return row === null ? null : toCelInput(row);
    }),
    celFunc("exists_in", [STRING, DYN], BOOL, (table, key) => surroundings.row(table, keyText(key)) !== null),
  ];
}

function sumOf(list: CelList, meter: Meter): number {
  let sum = 0;
  for (const item of list) {
    meter.charge(1);
    if (typeof item !== "number" && typeof item !== "bigint") throw new Error("sum adds a list of numbers");
    sum = tidy(sum + Number(item));
  }
  return sum;
}

function round(value: number, digits: bigint): number {
  if (digits < 0n || digits > BigInt(MAX_ROUND_DIGITS)) {
    throw new Error(`round takes 0 to ${MAX_ROUND_DIGITS} decimal places`);
  }
  return roundTo(value, Number(digits));
}

/** Keys of tables are texts; a number is looked up as JSON writes it. */
function keyText(key: CelValue): string {
  if (typeof key === "string") return key;
  if (typeof key === "number" || typeof key === "bigint") return String(key);
  throw new Error("a table is asked with a text or a number");
}
