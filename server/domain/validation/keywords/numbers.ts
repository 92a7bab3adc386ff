import type { JsonValue } from "#schemas/json/value.ts";
import type { Run } from "./evaluation.ts";
import type { KeywordCompiler } from "./keyword.ts";
import { leaf } from "./keyword.ts";
import { isMultiple } from "./multiple.ts";

/** A bound on numbers (validation, sections 6.2.2 to 6.2.5). `words`: "at least". */
function bound(
  keyword: string,
  words: string,
  holds: (value: number, limit: number) => boolean,
): KeywordCompiler {
  return (limit, context) => {
    if (typeof limit !== "number") return context.refuse([keyword], `${keyword} must be a number.`);
    return leaf(
      keyword,
      (value) => typeof value !== "number" || holds(value, limit),
      () => ({ says: `must be ${words} ${limit}`, expected: `${words} ${limit}` }),
    );
  };
}

export const compileMinimum = bound("minimum", "at least", (value, limit) => value >= limit);
export const compileMaximum = bound("maximum", "at most", (value, limit) => value <= limit);
export const compileExclusiveMinimum = bound(
  "exclusiveMinimum",
  "more than",
  (value, limit) => value > limit,
);
export const compileExclusiveMaximum = bound(
  "exclusiveMaximum",
  "less than",
  (value, limit) => value < limit,
);

/** `multipleOf` (validation, section 6.2.1). */
export const compileMultipleOf: KeywordCompiler = (divisor, context) => {
  if (typeof divisor !== "number" || divisor <= 0) {
    return context.refuse(["multipleOf"], "multipleOf must be a number greater than 0.");
  }
  const holds = (value: JsonValue, run: Run) => {
    if (typeof value !== "number") return true;
    if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
    run.stepsLeft -= STEPS_A_DECIMAL;
    return isMultiple(value, divisor);
  };
  const complaint = { says: `must be a multiple of ${divisor}`, expected: `a multiple of ${divisor}` };
  return {
    keyword: "multipleOf",
    holds,
    explain: (value, run, _scope, report) => {
      if (!holds(value, run)) report.add("multipleOf", complaint, value);
    },
  };
};

/** What dividing decimals costs, in steps. */
const STEPS_A_DECIMAL = 100;
