import { type CelFunc, CelScalar, celFunc, objectType } from "@bufbuild/cel";
import { parseInstantMs } from "#schemas/pattern/instant.ts";

const { DOUBLE, INT, STRING } = CelScalar;
const TIMESTAMP = objectType("google.protobuf.Timestamp");

const INTEGER = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?\d{1,100}(?:\.\d{1,100})?(?:[eE][+-]?\d{1,3})?$/;

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);

/** Years 1 to 9999 (google.protobuf.Timestamp). */
const MIN_SECONDS = -62_135_596_800;
const MAX_SECONDS = 253_402_300_799;

/**
 * Conversions in the place of the library's: its `double("")` is 0 and `double("abc")` NaN, `int("")` is 0, and
 * `timestamp(1700000000)` counts milliseconds where CEL says seconds. What cannot be converted fails.
 */
export const CONVERSIONS: readonly CelFunc[] = [
  celFunc("double", [STRING], DOUBLE, toDouble),
  celFunc("int", [STRING], INT, toInt),
  celFunc("timestamp", [STRING], TIMESTAMP, (text) => {
    const instantMs = parseInstantMs(text);
    if (instantMs === undefined) throw new Error(`${quoted(text)} is no time such as 2026-01-31T12:00:00Z`);
    return timestampOf(instantMs);
  }),
  celFunc("timestamp", [INT], TIMESTAMP, (seconds) => timestampOf(Number(seconds) * 1_000)),
  celFunc("timestamp", [DOUBLE], TIMESTAMP, (seconds) => timestampOf(seconds * 1_000)),
];

function toDouble(text: string): number {
  if (!DECIMAL.test(text)) throw new Error(`${quoted(text)} is no number`);
  return Number(text);
}

function toInt(text: string): bigint {
  const value = INTEGER.test(text) ? BigInt(text.replace(/^\+/, "")) : undefined;
  if (value === undefined || value > MAX_INT || value < MIN_INT)
    throw new Error(`${quoted(text)} is no whole number`);
  return value;
}

function timestampOf(instantMs: number) {
  const seconds = Math.floor(instantMs / 1_000);
  if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS))
    throw new Error("a time is in the years 1 to 9999");
  const microseconds = Math.round((instantMs - seconds * 1_000) * 1_000);
  return {
    $typeName: "google.protobuf.Timestamp" as const,
    seconds: BigInt(seconds),
    nanos: Math.min(microseconds, 999_999) * 1_000,
  };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
