import type { BackTestMessage } from "#schemas/back-test.ts";
import { startBackTest } from "#server/services/patterns/back-test.ts";
import { type Answer, invalidMember } from "../answer.ts";
import { NONE, operation } from "../operation.ts";
import { backTestLineSchema, backTestSchema } from "./back-test-representation.ts";
import { PATTERN_EXAMPLE } from "./pattern-representation.ts";
import { scanRefused } from "./scan-refused.ts";

export const backTestOperations = [
  operation({
    method: "post",
    path: "/patterns/back-test",
    operationId: "backTestPattern",
    summary: "Try a rule on the log",
    description:
      "Reads stored events, newest first, and says which a rule would have matched; with `patternId` also which it would match beside the saved version of that pattern, and which no longer. Changes nothing. The answer is a line of JSON now and then, of type `progress`, and at the end one of type `result`, or `failed`. Whoever closes the connection stops it. A key has one at a time.",
    tag: "Patterns",
    scope: "read",
    params: NONE,
    query: NONE,
    body: backTestSchema,
    bodyExample: { rule: PATTERN_EXAMPLE.rule, range: "7d" },
    success: {
      status: 200,
      description: "Progress, and the result.",
      schema: backTestLineSchema,
      form: "lines",
    },
    handle: async ({ ctx, body, signal }): Promise<Answer> => {
      const started = await startBackTest({ ctx, input: body, signal });
      switch (started.outcome) {
        case "started":
          return { outcome: "streamed", lines: toLines(started.messages), headers: {} };
        case "pattern_not_found":
          return invalidMember("/patternId", "There is no pattern with this id.");
        case "already_scanning":
        case "all_taken":
          return scanRefused(started.outcome);
      }
    },
  }),
];

function toLines(
  messages: AsyncIterableIterator<BackTestMessage, void>,
): AsyncIterableIterator<string, void> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await messages.next();
      return done ? { done, value: undefined } : { done: false, value: JSON.stringify(value) };
    },
    async return() {
      await messages.return?.();
      return { done: true, value: undefined };
    },
  };
}
