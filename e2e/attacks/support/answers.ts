import { expect } from "vitest";
import type { Refused } from "./attack.ts";
import type { Answer } from "./http.ts";

/** What an answer must never hold: names of files, of the database's parts, of functions on a stack. */
const INTERNALS =
  /node_modules|\.[cm]?[jt]s\b|\bat [\w.<>]+ \(|postgres(?:ql)?:|\bselect\b.*\bfrom\b|relation "|ECONN|Error:/i;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An RFC 9457 problem that names itself and its receipt or request, and tells nothing of the inside. */
export function expectProblem(
  answer: Answer,
  { status, problem, pointer }: Pick<Refused, "status" | "problem" | "pointer">,
): void {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  const body: Record<string, unknown> = JSON.parse(answer.text);
  expect(body).toMatchObject({
    type: `/errors/${problem}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    ...(pointer === undefined ? {} : { pointer }),
  });
  expect(body["receiptId"] ?? body["requestId"]).toMatch(UUID);
  expect(answer.text).not.toMatch(INTERNALS);
}

/** The receipt that an answer names. */
export function receiptIdOf(answer: Answer): string {
  const id = answer.headers["tidings-receipt-id"];
  expect(id, answer.text).toMatch(UUID);
  return String(id);
}
