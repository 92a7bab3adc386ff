import { afterAll, expect, test } from "vitest";
import { Evaluator } from "./evaluator.ts";

const evaluator = new Evaluator();

afterAll(() => evaluator.close());

test("loading the code of a subject is no part of the time that its first task may take", async () => {
  for (const [subject, task] of [
    ["checks", { kind: "compile", expression: "payload.total > 0" }],
    ["schemas", { kind: "inspect", document: "{}" }],
    ["transformation", { kind: "check", expression: "payload.total" }],
  ] as const) {
    const startedMs = performance.now();
    const ending = await evaluator.run({ subject, task });
    const wholeMs = performance.now() - startedMs;
    expect(ending.outcome).toBe("answered");
    expect(ending.tookMs).toBeLessThan(wholeMs / 2);
  }
});
