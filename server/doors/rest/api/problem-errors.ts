import type { z } from "zod";
import { jsonPointer } from "#schemas/json/pointer.ts";
import type { ProblemError } from "#schemas/problem.ts";
import { shortPointer } from "#schemas/receipt.ts";

/** More would not be read; a body can be wrong in as many places as it has members. */
const MAX_ERRORS = 20;

/** A message can name a member, and a member's name can be as long as the body. */
const MAX_MESSAGE_CHARACTERS = 300;

type Issues = readonly z.core.$ZodIssue[];

/** Where a body is wrong. */
export function bodyErrors(issues: Issues): ProblemError[] {
  return issues.slice(0, MAX_ERRORS).map((issue) => ({
    pointer: shortPointer(jsonPointer(issue.path.map(stepOf))),
    message: short(issue.message),
  }));
}

/** Which query parameters are wrong. */
export function parameterErrors(issues: Issues): ProblemError[] {
  return issues.slice(0, MAX_ERRORS).flatMap((issue): ProblemError[] => {
    if (issue.code !== "unrecognized_keys") {
      return [{ parameter: short(issue.path.map(stepOf).join(".")), message: short(issue.message) }];
    }
    const message = "This operation has no such parameter.";
    return issue.keys.slice(0, MAX_ERRORS).map((key) => ({ parameter: short(key), message }));
  });
}

function stepOf(step: PropertyKey): string | number {
  return typeof step === "symbol" ? step.toString() : step;
}

function short(text: string): string {
  return text.length <= MAX_MESSAGE_CHARACTERS
    ? text
    : `${text.slice(0, MAX_MESSAGE_CHARACTERS).toWellFormed()}…`;
}
