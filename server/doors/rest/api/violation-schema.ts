import { z } from "zod";
import { answerSchema } from "./named.ts";

/** One thing that is wrong: schemas/receipt.ts `Violation`. */
export const violationSchema = answerSchema(
  "Violation",
  z.strictObject({
    pointer: z.string().describe("Where: a JSON Pointer into the body, or into the event."),
    message: z.string(),
    keyword: z.string().optional().describe("The JSON Schema keyword that is violated."),
    schemaVersion: z.string().optional().describe("The version of the schema that says it."),
    rule: z.string().optional().describe("The business rule that is violated."),
    ruleVersion: z.int().optional(),
    expected: z.string().optional().describe("What was wanted, as JSON text; cut when it is long."),
    actual: z.string().optional().describe("What was there, as JSON text; cut when it is long."),
  }),
);
