import { z } from "zod";
import { SCAN_ENDS } from "#schemas/log-scan.ts";
import { schemaInferenceInput, schemaTrialInput } from "#schemas/schema-trial.ts";
import { inferSchema } from "#server/services/schemas/infer.ts";
import { startSchemaTrial } from "#server/services/schemas/try.ts";
import { type Answer, okText, refused } from "../answer.ts";
import { jsonLines } from "../json-lines.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { NONE, operation } from "../operation.ts";
import { violationSchema } from "../violation-schema.ts";
import { instant } from "./event-representation.ts";
import { scanRefused } from "./scan-refused.ts";
import { invalidSchema } from "./schema-answers.ts";
import { documentMember, documentText, MAX_SCHEMA_BODY_BYTES } from "./schema-document.ts";
import { SCHEMA_EXAMPLE } from "./schema-representation.ts";

const trialRequestSchema = requestSchema(
  "SchemaTrial",
  z.strictObject({ ...schemaTrialInput.shape, document: documentMember }),
);

const count = z.int().min(0);

const scanned = {
  looked: count.describe("Events looked at, be it by their name alone."),
  expected: count.nullable().describe("Events to look at, as far as it is known."),
  read: count,
  bytes: count,
  reachedAt: instant
    .nullable()
    .describe("`timestamp` of the last event looked at. Newest events come first."),
  judged: count.describe("Events that were judged."),
  refused: count.describe("Those of them that the schema refuses."),
};

const trialLineSchema = answerSchema(
  "SchemaTrialLine",
  z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("progress"), ...scanned }),
    z.strictObject({
      type: z.literal("result"),
      end: z
        .enum([...SCAN_ENDS, "schema_too_slow"])
        .describe("`complete`: every event of the range was seen."),
      message: z.string().describe("Whether everything was seen, or where and why it stopped."),
      ...scanned,
      samples: z
        .array(
          z.strictObject({
            id: z.uuid(),
            eventId: z.string(),
            version: z.string(),
            timestamp: instant,
            errors: z.array(violationSchema),
          }),
        )
        .describe("The newest events that are refused."),
      places: z
        .array(
          z.strictObject({ pointer: z.string(), keyword: z.string(), events: count, example: z.string() }),
        )
        .describe("The places that most events violate. Items of lists are one place: `/payload/items/*`."),
    }),
    z.strictObject({ type: z.literal("failed"), message: z.string(), requestId: z.uuid() }),
  ]),
);

const inferenceRequestSchema = requestSchema("SchemaInference", schemaInferenceInput);

const inferredSchema = answerSchema(
  "InferredSchema",
  z.strictObject({
    events: z.int().min(1).describe("Events that it was inferred from: all of them conform to it."),
    document: z.unknown().describe("A JSON Schema, for you to tighten."),
  }),
);

export const schemaLogOperations = [
  operation({
    method: "post",
    path: "/schemas/try",
    operationId: "trySchema",
    summary: "Try a schema on the log",
    description:
      "Reads stored events of the name, newest first, and says which of them the schema would refuse, and why. Registers nothing. The answer is a line of JSON now and then, of type `progress`, and at the end one of type `result`, or `failed`. Whoever closes the connection stops it. A key has one scan of the log at a time.",
    tag: "Schemas",
    scope: "read",
    params: NONE,
    query: NONE,
    body: trialRequestSchema,
    bodyExample: { pattern: SCHEMA_EXAMPLE.pattern, document: SCHEMA_EXAMPLE.document, range: "7d" },
    maxBodyBytes: MAX_SCHEMA_BODY_BYTES,
    success: {
      status: 200,
      description: "Progress, and the result.",
      schema: trialLineSchema,
      form: "lines",
    },
    handle: async ({ ctx, body, bodyText, signal }): Promise<Answer> => {
      const input = { ...body, document: documentText(body, bodyText) };
      const started = await startSchemaTrial({ ctx, input, signal });
      switch (started.outcome) {
        case "started":
          return { outcome: "streamed", lines: jsonLines(started.messages), headers: {} };
        case "invalid_schema":
          return invalidSchema(started.issues);
        case "already_scanning":
        case "all_taken":
          return scanRefused(started.outcome);
      }
    },
  }),

  operation({
    method: "post",
    path: "/schemas/infer",
    operationId: "inferSchema",
    summary: "Infer a schema from stored events",
    description: "From the newest events of the name. Registers nothing.",
    tag: "Schemas",
    scope: "read",
    params: NONE,
    query: NONE,
    body: inferenceRequestSchema,
    bodyExample: { pattern: SCHEMA_EXAMPLE.pattern, maxEvents: 500 },
    success: { status: 200, description: "The schema.", schema: inferredSchema },
    problems: [404],
    handle: async ({ ctx, body, signal }) => {
      const result = await inferSchema({ ctx, input: body, signal });
      switch (result.outcome) {
        case "inferred":
          return okText(`{"events":${result.events},"document":${result.document}}`);
        case "no_events":
          return refused(404, "not_found", "The log has no event of this name and version in this range.");
        case "gave_up":
          return refused(422, "invalid_request", result.message);
        case "already_scanning":
        case "all_taken":
          return scanRefused(result.outcome);
      }
    },
  }),
];
