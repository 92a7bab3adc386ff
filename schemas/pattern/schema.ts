import { z } from "zod";
import { PATTERN_NAME_PATTERN } from "../envelope.ts";
import { isJsonValue, type JsonValue } from "../json/value.ts";
import { checkFilterValue } from "./filter-value.ts";
import { MAX_FILTER_VALUE_DEPTH, MAX_FILTERS, MAX_NAME_CHARACTERS, MAX_REGEX_CHARACTERS } from "./limits.ts";
import { compileRegex } from "./name.ts";
import { parsePath } from "./path.ts";
import { isStorableText, UNSTORABLE_TEXT } from "./storable-text.ts";
import {
  FILTER_OPERATORS,
  type FilterClause,
  type FilterOperator,
  isFilterGroup,
  PATTERN_TYPES,
  type PatternType,
} from "./types.ts";

const TOO_MANY_FILTERS = `A pattern has at most ${MAX_FILTERS} filters, those in its groups included.`;

const EVENT_NAME = new RegExp(PATTERN_NAME_PATTERN, "u");

const nameValue = z
  .string({ error: "Give an event name, such as invoice.created." })
  .min(1, { error: "Give an event name, such as invoice.created.", abort: true })
  .max(MAX_NAME_CHARACTERS, `An event name has at most ${MAX_NAME_CHARACTERS} characters.`)
  .regex(EVENT_NAME, "An event name holds no spaces and no invisible characters.");

const regexText = z
  .string({ error: "Give a regular expression, such as ^invoice\\." })
  .min(1, {
    error: "Give a regular expression, such as ^invoice\\. To match every event, write ^",
    abort: true,
  })
  .max(MAX_REGEX_CHARACTERS, `A regular expression has at most ${MAX_REGEX_CHARACTERS} characters.`)
  .refine(isStorableText, `The expression holds ${UNSTORABLE_TEXT}.`);

const regexValue = regexText.superRefine((source, context) => {
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
  [
    filterOf("equals"),
    filterOf("contains"),
    filterOf("gt"),
    filterOf("lt"),
    filterOf("not_equals"),
    filterOf("in"),
    filterOf("exists"),
    filterOf("gte"),
    filterOf("lte"),
    filterOf("between"),
    filterOf("starts_with"),
    filterOf("ends_with"),
  ],
  {
    error: ({ input }) => {
      if (typeof input !== "object" || input === null)
        return "A filter is an object with field, operator and value.";
      if (looksLikeGroup(input)) return "A group holds filters, not further groups.";
      return `An operator is one of ${FILTER_OPERATORS.join(", ")}.`;
    },
  },
);

/** The schema of a group of filters, of which one must hold. */
export const filterGroupSchema = z.strictObject({
  any_of: z
    .array(patternFilterSchema, { error: "any_of takes a list of filters." })
    .min(1, "A group has at least one filter.")
    .max(MAX_FILTERS, TOO_MANY_FILTERS),
});

/**
 * The schema of a filter or a group. What the input means to be is decided first: a union alone would answer a slip in
 * one field with the complaints of both.
 */
export const filterClauseSchema = z.preprocess(
  (input, context) => {
    const { error } = (looksLikeGroup(input) ? filterGroupSchema : patternFilterSchema).safeParse(input);
    for (const { path, message } of error?.issues ?? []) context.addIssue({ code: "custom", path, message });
    return input;
  },
  z.union([patternFilterSchema, filterGroupSchema]),
);

function looksLikeGroup(input: unknown): boolean {
  return typeof input === "object" && input !== null && Object.hasOwn(input, "any_of");
}

const filters = z
  .array(filterClauseSchema)
  .max(MAX_FILTERS, TOO_MANY_FILTERS)
  .refine((clauses) => clauses.length > MAX_FILTERS || countFilters(clauses) <= MAX_FILTERS, TOO_MANY_FILTERS)
  .default([]);

function countFilters(clauses: readonly FilterClause[]): number {
  return clauses.reduce((count, clause) => count + (isFilterGroup(clause) ? clause.any_of.length : 1), 0);
}

function patternOf<Type extends PatternType>(type: Type, value: typeof nameValue) {
  return z.strictObject({ type: z.literal(type), value, filters });
}

function patternWith(regex: typeof nameValue) {
  return z.discriminatedUnion(
    "type",
    [patternOf("exact", nameValue), patternOf("prefix", nameValue), patternOf("regex", regex)],
    { error: `A pattern's type is one of ${PATTERN_TYPES.join(", ")}.` },
  );
}

/**
 * The schema of a pattern (specification, "Pattern Matching"), whose issues lead to the field that is wrong. What it accepts
 * compiles. `filters` may be left out.
 */
export const patternSchema = patternWith(regexValue);

/**
 * The schema of a pattern that was accepted before, for who compiles it next: a regular expression is not compiled to check
 * it, which takes up to 15 ms. Whether it can be is for the compiler to say.
 */
export const storedPatternSchema = patternWith(regexText);
