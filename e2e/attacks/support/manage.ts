import { expect } from "vitest";
import type { ProblemName } from "#schemas/problem.ts";
import { expectProblem } from "./answers.ts";
import type { AttackSite, Surface } from "./attack-site.ts";
import { type Answer, send } from "./http.ts";

/** What is refused: its body, and the place in it that the problem must name. */
export interface HostileDefinition {
  readonly title: string;
  readonly body: unknown;
  readonly problem: ProblemName;
  /** JSON Pointer into the body, or its beginning. */
  readonly pointer: string;
}

/** Asks the REST API as somebody who may change everything. `body` is JSON text already when it is a string. */
export async function manage(
  { manageKey }: AttackSite,
  { url }: Surface,
  method: string,
  path: string,
  body: unknown,
): Promise<Answer> {
  return await send(url, {
    method,
    path: `/api/v1${path}`,
    headers: { authorization: `Bearer ${manageKey}`, "content-type": "application/json" },
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  });
}

/** Refused with a problem that leads to the place that is wrong. */
export function expectRefused(answer: Answer, { problem, pointer }: HostileDefinition): void {
  expectProblem(answer, { status: 422, problem });
  const { errors = [] }: { errors?: readonly { readonly pointer: string }[] } = JSON.parse(answer.text);
  expect(errors.map((error) => error.pointer)).toContainEqual(expect.stringContaining(pointer));
}
