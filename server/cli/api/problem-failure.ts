import { z } from "zod";
import { isProblemName } from "#schemas/problem.ts";
import { PROBLEM_HELP } from "#schemas/problem-help.ts";
import { EXIT } from "../exit-codes.ts";
import { type Failed, unavailable } from "../result.ts";

/** RFC 9457, as Tidings writes it. Other servers' problems may lack anything. */
const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.object({ pointer: z.string().optional(), parameter: z.string().optional(), message: z.string() }),
    )
    .default([]),
  requestId: z.string().optional(),
  receiptId: z.string().optional(),
});
export type ServerProblem = z.infer<typeof problemShape>;

/** The problem of an answer; null when it is none. */
export function readProblem(body: unknown): ServerProblem | null {
  return problemShape.safeParse(body).data ?? null;
}

/** What an answer that is no success means for the command. */
export function problemFailure(status: number, body: unknown, retryAfter: string | null): Failed {
  const problem = readProblem(body);
  if (problem === null) return unknownAnswer(status);
  const details = detailsOf(problem);
  const title = `${problem.title} (${status})`;
  const wait = retryAfter === null ? "" : `Try again in ${retryAfter} s. `;
  const advice = `${wait}${adviceFor(problem)}`;
  return status >= 500
    ? unavailable(title, advice, details)
    : { outcome: "failed", exitCode: EXIT.refused, title, details, advice };
}

export function detailsOf({ detail, errors, requestId, receiptId }: ServerProblem): string[] {
  return [
    ...(detail === undefined ? [] : [detail]),
    ...errors.map(({ pointer, parameter, message }) => `${pointer || parameter || "The whole"}: ${message}`),
    ...(receiptId === undefined ? [] : [`Receipt ${receiptId}`]),
    ...(requestId === undefined ? [] : [`Request ${requestId}`]),
  ];
}

/** What the problem's page says is to be done. */
export function adviceFor({ type }: ServerProblem): string {
  const name = type.slice(type.lastIndexOf("/") + 1);
  return isProblemName(name) ? PROBLEM_HELP[name].fix : "";
}

function unknownAnswer(status: number): Failed {
  const title = `The server answered ${status}, and not as Tidings does.`;
  const advice =
    "Check that --url or TIDINGS_URL is the address of Tidings, and not of a proxy or another program.";
  return status >= 400 && status < 500
    ? { outcome: "failed", exitCode: EXIT.refused, title, details: [], advice }
    : unavailable(title, advice);
}
