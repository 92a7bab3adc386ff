import { z } from "zod";
import { PATTERN_NAME_PATTERN } from "../envelope.ts";
import { isJsonValue, type JsonValue } from "../json/value.ts";
import { checkFilterValue } from "./filter-value.ts";
import { MAX_FILTER_VALUE_DEPTH, MAX_FILTERS, MAX_NAME_CHARACTERS, MAX_REGEX_CHARACTERS } from "./limits.ts";
import { compileRegex } from "./name.ts";
import { parsePath } from "./path.ts";
import { FILTER_OPERATORS, type FilterOperator, PATTERN_TYPES, type PatternType } from "./types.ts";

const EVENT_NAME = new RegExp(PATTERN_NAME_PATTERN, "u");

const nameValue = z
  .string({ error: "Give an event name, such as invoice.created." })
  .min(1, { error: "Give an event name, such as invoice.created.", abort: true })
  .max(MAX_NAME_CHARACTERS, `An event name has at most ${MAX_NAME_CHARACTERS} characters.`)
  .regex(EVENT_NAME, "An event name holds no spaces and no invisible characters.");

const regexValue = z
  .string({ error: "Give a regular expression, such as ^invoice\\." })
  .min(1, {
    error: "Give a regular expression, such as ^invoice\\. To match every event, write ^",
    abort: true,
  })
  .max(MAX_REGEX_CHARACTERS, `A regular expression has at most ${MAX_REGEX_CHARACTERS} characters.`)
  .superRefine((source, context) => {
    if (source.length > MAX_REGEX_CHARACTERS) return;
    const compiled = compileRegex(source);
    if (compiled.outcome === "refused") context.addIssue({ code: "custom", message: compiled.message });
  });

const field = z.string({ error: "Give a path, such as $.payload.amount." }).superRefine((text, context) => {
  const parsed = parsePath(text);
  if (parsed.outcome === "refused") context.addIssue({ code: "custom", message: parsed.message });
});

function filterOf<Operator extends FilterOperator>(operator: Operator) {
  const value = z
    .custom<JsonValue>(
      (input) => isJsonValue(input, MAX_FILTER_VALUE_DEPTH),
      "Give a value: text, a number, true, false, null, a list or an object.",
    )
    .superRefine((input, context) => {
      const message = checkFilterValue(operator, input);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    });
  return z.strictObject({ field, operator: z.literal(operator), value });
}

/** The schema of one filter. */
export const patternFilterSchema = z.discriminatedUnion(
  "operator",
  [filterOf("equals"), filterOf("contains"), filterOf("gt"), filterOf("lt")],
  { error: `An operator is one of ${FILTER_OPERATORS.join(", ")}.` },
);

const filters = z
  .array(patternFilterSchema)
  .max(MAX_FILTERS, `A pattern has at most ${MAX_FILTERS} filters.`)
  .default([]);

function patternOf<Type extends PatternType>(type: Type, value: typeof nameValue) {
  return z.strictObject({ type: z.literal(type), value, filters });
}

/**
 * The schema of a pattern (specification, "Pattern Matching"), whose issues lead to the field that is wrong. What it accepts
 * compiles. `filters` may be left out.
 */
export const patternSchema = z.discriminatedUnion(
  "type",
  [patternOf("exact", nameValue), patternOf("prefix", nameValue), patternOf("regex", regexValue)],
  { error: `A pattern's type is one of ${PATTERN_TYPES.join(", ")}.` },
);
