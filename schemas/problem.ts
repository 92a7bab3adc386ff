import { REFUSAL_REASONS, type RefusalReason, type Violation } from "./receipt.ts";

/** RFC 9457 problem details, with the receipt that the request left where it left one. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly receiptId?: string;
  /** Instead of a receipt that may not be there: what the log calls the request. */
  readonly requestId?: string;
  readonly pointer?: string;
  /** Everything that is wrong with a request's parts, each with its place. */
  readonly errors?: readonly ProblemError[];
}

/** Where a request is wrong: a JSON Pointer (RFC 6901) into its body, or the name of a parameter. */
export type ProblemError = Violation | { readonly parameter: string; readonly message: string };

/** Problems that are not a refusal of what was sent. */
const OTHER_PROBLEMS = {
  unverified: "The request could not be verified.",
  unavailable: "The request may not have been kept. Send it again with the same id.",
  bad_request: "The request is not HTTP as this server reads it.",
  headers_too_large: "The request's headers are over the limit.",
  request_timeout: "The request took too long to arrive.",
  invalid_request: "A part of the request has not the form that this operation takes.",
  not_found: "There is nothing at this address.",
  name_taken: "Another resource has this name or key.",
  invalid_schema: "The document is no JSON Schema that events can be judged by.",
  incompatible_schema: "The schema breaks what earlier ones of the same event name promise.",
  schema_conflict: "The schema cannot stand beside those that are registered.",
  not_correctable: "The item cannot be corrected, or not any more.",
  limit_reached: "There are as many of these as there may be.",
  in_use: "Something else needs the resource.",
  precondition_required: "A change must say which version it changes.",
  precondition_failed: "Somebody else changed the resource meanwhile.",
  scan_under_way: "As many scans of the log are under way as there may be.",
  search_timed_out: "The search took too long and was stopped.",
  database_unavailable: "The database does not answer at the moment.",
  evaluator_unavailable: "No process that evaluates expressions and reads schemas can be had at the moment.",
  internal_error: "Tidings failed to answer.",
} as const;

const TITLES = { ...REFUSAL_REASONS, ...OTHER_PROBLEMS };

/** Stable names of all problems. Each has a page: docs/errors, and /errors/<name> in the app. */
export type ProblemName = RefusalReason | keyof typeof OTHER_PROBLEMS;

export function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(TITLES, name);
}

export function problemTitle(name: ProblemName): string {
  return TITLES[name];
}

/** `type` is relative to the server that answers, which shows the problem's page there. */
export function problem(
  name: ProblemName,
  status: number,
  more: Pick<Problem, "detail" | "receiptId" | "requestId" | "errors"> & {
    readonly pointer?: string | undefined;
  },
): Problem {
  const { pointer, ...rest } = more;
  const common = { type: `/errors/${name}`, title: TITLES[name], status, ...rest };
  return pointer === undefined ? common : { ...common, pointer };
}
