import { startBackTest } from "#server/services/patterns/back-test.ts";
import { type Answer, invalidMember } from "../answer.ts";
import { jsonLines } from "../json-lines.ts";
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
          return { outcome: "streamed", lines: jsonLines(started.messages), headers: {} };
        case "pattern_not_found":
          return invalidMember("/patternId", "There is no pattern with this id.");
        case "already_scanning":
        case "all_taken":
          return scanRefused(started.outcome);
      }
    },
  }),
];
