import { expect, test } from "vitest";
import { Evaluator } from "./evaluator.ts";
import type { SubjectTask } from "./protocol.ts";

const CHECKS: SubjectTask = { subject: "checks", task: { kind: "compile", expression: "payload.total > 0" } };
const SCHEMAS: SubjectTask = { subject: "schemas", task: { kind: "inspect", document: "{}" } };
const TRANSFORMATION: SubjectTask = {
  subject: "transformation",
  task: { kind: "check", expression: "payload.total" },
};

/** A pause of the machine may fall into one task, and not into that of each of so many processes. */
const PROCESSES = 5;

/** The part that a subject's first task has in the time of its call, in a process that has started already. */
async function partOfFirstTask(first: SubjectTask, before: SubjectTask): Promise<number> {
  const evaluator = new Evaluator();
  try {
    await evaluator.run(before);
    const startedMs = performance.now();
    const ending = await evaluator.run(first);
    const wholeMs = performance.now() - startedMs;
    expect(ending.outcome).toBe("answered");
    return ending.tookMs / wholeMs;
  } finally {
    evaluator.close();
  }
}

test.each([
  [CHECKS, SCHEMAS],
  [SCHEMAS, TRANSFORMATION],
  [TRANSFORMATION, CHECKS],
])(
  "loading the code of a subject is no part of the time that its first task may take: $subject",
  async (first, before) => {
    const parts: number[] = [];
    for (let count = 0; count < PROCESSES; count += 1) parts.push(await partOfFirstTask(first, before));
    expect(Math.min(...parts)).toBeLessThan(0.5);
  },
);
