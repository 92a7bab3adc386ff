import { z } from "zod";
import { backTestInput } from "#schemas/back-test.ts";
import { SCAN_ENDS } from "#schemas/log-scan.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { instant } from "./event-representation.ts";

const count = z.int().min(0);

export const backTestSchema = requestSchema("BackTest", backTestInput);

const scanned = {
  looked: count.describe("Events looked at, be it by their name alone."),
  expected: count
    .nullable()
    .describe(
      "Events to look at: counted where their names are rare, else what Postgres expects. Null: unknown.",
    ),
  read: count.describe("Events read in full, since their names fit."),
  bytes: count,
  reachedAt: instant
    .nullable()
    .describe("`timestamp` of the last event looked at. Newest events come first."),
};

const counts = {
  matched: count,
  newlyMatched: count
    .nullable()
    .describe("Events that the saved version does not match. Null: none was compared."),
  noLongerMatched: count.nullable().describe("Events that the saved version alone matches."),
};

const progressSchema = answerSchema(
  "BackTestProgress",
  z.strictObject({ type: z.literal("progress"), ...scanned, ...counts }),
);

const samples = z.array(
  z.strictObject({ id: z.uuid(), eventId: z.string(), pattern: z.string(), timestamp: instant }),
);

const warningSchema = answerSchema(
  "BackTestWarning",
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("no_such_event"), message: z.string() }),
    z.strictObject({ kind: z.literal("patterns_changed"), message: z.string() }),
    z.strictObject({ kind: z.literal("never_matches"), fitting: count, message: z.string() }),
    z.strictObject({
      kind: z.literal("matches_everything"),
      matched: count,
      events: count,
      message: z.string(),
    }),
    z.strictObject({
      kind: z.literal("shadowed"),
      matched: count,
      patternId: z.uuid(),
      patternName: z.string(),
      message: z.string(),
    }),
  ]),
);

const overlapSchema = answerSchema(
  "PatternOverlap",
  z.strictObject({
    patternId: z.uuid(),
    name: z.string(),
    workflowId: z.uuid(),
    workflowName: z.string(),
    sameWorkflow: z.boolean(),
    both: count,
    onlyThis: count,
    onlyOther: count.describe("Of the events that were read: others may match it too."),
    message: z.string(),
  }),
);

const resultSchema = answerSchema(
  "BackTestResult",
  z.strictObject({
    type: z.literal("result"),
    end: z.enum(SCAN_ENDS).exclude(["aborted"]).describe("`complete`: every event of the range was seen."),
    message: z.string().describe("Whether everything was seen, or where and why it stopped."),
    savedVersion: z.int().nullable(),
    fitting: count.describe("Events that were read whose name fits the draft."),
    ...scanned,
    ...counts,
    samples: z
      .strictObject({ matched: samples, newlyMatched: samples, noLongerMatched: samples })
      .describe("The newest of each."),
    days: z
      .array(z.strictObject({ day: z.iso.date(), read: count, ...counts }))
      .describe("By day of UTC, the newest first, as far as there are events."),
    failingClauses: z
      .array(z.strictObject({ clause: count, events: count, example: z.string() }))
      .describe(
        "Which filter, by its place, was the first to fail, how often, and what it said of the newest event.",
      ),
    warnings: z.array(warningSchema),
    overlaps: z.array(overlapSchema),
  }),
);

const failedSchema = answerSchema(
  "StreamFailed",
  z.strictObject({ type: z.literal("failed"), message: z.string(), requestId: z.uuid() }),
);

/** One line of a back-test's answer. */
export const backTestLineSchema = answerSchema(
  "BackTestLine",
  z.discriminatedUnion("type", [progressSchema, resultSchema, failedSchema]),
);
