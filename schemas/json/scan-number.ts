import { isDigit, LOWER_E, MINUS, nameCharacter, PLUS, POINT, UPPER_E, ZERO } from "./characters.ts";
import { type FAILED, fail, type ScanState } from "./scan-state.ts";

/** Fewer digits than this cannot exceed a double's range without an exponent. */
const ALWAYS_FINITE_DIGITS = 300;

/**
 * Scans the number that begins at `at` (RFC 8259, section 6) and returns the offset after it. Refuses, beyond the
 * grammar, what a double would read as Infinity and what jsonb would write out at many times its length.
 */
export function scanNumber(state: ScanState, at: number): number {
  const { text, limits } = state;
  const first = text.charCodeAt(at) === MINUS ? at + 1 : at;
  let next = text.charCodeAt(first) === ZERO ? first + 1 : skipDigits(text, first);
  if (next === first) return missingDigit(state, next);
  if (text.charCodeAt(next) === POINT) {
    const fraction = next + 1;
    next = skipDigits(text, fraction);
    if (next === fraction) return missingDigit(state, next);
  }
  const digits = next - first;
  if (digits > limits.maxNumberDigits) {
    return fail(state, "number_range", at, `has more than ${limits.maxNumberDigits} digits`);
  }
  const mark = text.charCodeAt(next);
  if (mark === LOWER_E || mark === UPPER_E) return scanExponent(state, at, next);
  return digits <= ALWAYS_FINITE_DIGITS ? next : checkFinite(state, at, next);
}

function scanExponent(state: ScanState, start: number, mark: number): number {
  const { text, limits } = state;
  const sign = text.charCodeAt(mark + 1);
  const first = sign === PLUS || sign === MINUS ? mark + 2 : mark + 1;
  const end = skipDigits(text, first);
  if (end === first) return missingDigit(state, end);
  const exponent = Number(text.slice(first, end));
  if (exponent > limits.maxExponent) {
    return fail(state, "number_range", start, `has an exponent beyond ${limits.maxExponent}`);
  }
  state.expandedDigits += exponent;
  if (state.expandedDigits > limits.maxExpandedDigits) {
    const detail = `and those before it would take more than ${limits.maxExpandedDigits} digits written out`;
    return fail(state, "number_range", start, detail);
  }
  return checkFinite(state, start, end);
}

function checkFinite(state: ScanState, start: number, end: number): number {
  if (Number.isFinite(Number(state.text.slice(start, end)))) return end;
  return fail(state, "number_range", start, "is larger than 1.8e308, the largest double");
}

function skipDigits(text: string, at: number): number {
  let next = at;
  while (isDigit(text.charCodeAt(next))) next += 1;
  return next;
}

function missingDigit(state: ScanState, at: number): typeof FAILED {
  return fail(state, "syntax", at, `a number needs a digit before ${nameCharacter(state.text, at)}`);
}
