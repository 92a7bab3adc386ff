import type { JsonValue } from "#schemas/json/value.ts";
import type { Assertion, Run } from "./evaluation.ts";
import { formatNamed } from "./formats.ts";
import { type KeywordCompiler, readCount } from "./keyword.ts";

/** `maxLength` (validation, section 6.3.1): characters are code points. */
export const compileMaxLength: KeywordCompiler = (value, context) => {
  const limit = readCount("maxLength", value, context);
  if (limit === null) return null;
  const words = `at most ${limit} characters`;
  return onLength("maxLength", words, (text, run) => text.length <= limit || !isLonger(text, limit, run));
};

/** `minLength` (validation, section 6.3.2). */
export const compileMinLength: KeywordCompiler = (value, context) => {
  const limit = readCount("minLength", value, context);
  if (limit === null) return null;
  const words = `at least ${limit} characters`;
  return onLength("minLength", words, (text, run) => {
    return text.length >= limit && (limit === 0 || isLonger(text, limit - 1, run));
  });
};

function onLength(keyword: string, words: string, test: (text: string, run: Run) => boolean): Assertion {
  const holds = (value: JsonValue, run: Run) => typeof value !== "string" || test(value, run);
  return {
    keyword,
    holds,
    explain: (value, run, _scope, report) => {
      if (!holds(value, run)) report.add(keyword, { says: `must have ${words}`, expected: words }, value);
    },
  };
}

/** Counts only where it must: a text has at least half as many characters as code units. */
function isLonger(text: string, limit: number, run: Run): boolean {
  if (text.length > limit * 2) return true;
  run.stepsLeft -= text.length;
  if (run.stepsLeft < 0) return false;
  let left = limit;
  for (const _ of text) {
    if (left === 0) return true;
    left -= 1;
  }
  return false;
}

/** `pattern` (validation, section 6.3.3). */
export const compilePatternKeyword: KeywordCompiler = (source, context) => {
  if (typeof source !== "string") return context.refuse(["pattern"], "pattern must be a string.");
  const pattern = context.pattern(source, ["pattern"]);
  if (pattern === null) return null;
  const holds = (value: JsonValue, run: Run) => typeof value !== "string" || pattern.test(value, run);
  return {
    keyword: "pattern",
    holds,
    explain: (value, run, _scope, report) => {
      if (holds(value, run)) return;
      report.add("pattern", { says: `must match the regular expression ${source}`, expected: source }, value);
    },
  };
};

/** What a character costs the dearest of the formats, in steps; the time that each takes grows linearly with the text. */
const STEPS_A_FORMAT_CHARACTER = 5;

/** `format` (validation, section 7), asserted; one that is not known says nothing. */
export const compileFormat: KeywordCompiler = (name, context) => {
  if (typeof name !== "string") return context.refuse(["format"], "format must be a string.");
  const format = formatNamed(name);
  if (format === undefined)
    return context.warn(["format"], `The format "${name}" is not known and is not checked.`);
  const holds = (value: JsonValue, run: Run) => {
    if (typeof value !== "string") return true;
    run.stepsLeft -= value.length * STEPS_A_FORMAT_CHARACTER;
    return run.stepsLeft >= 0 && format.test(value);
  };
  return {
    keyword: "format",
    holds,
    explain: (value, run, _scope, report) => {
      if (!holds(value, run))
        report.add("format", { says: `must be ${format.words}`, expected: name }, value);
    },
  };
};
