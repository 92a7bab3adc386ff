import { z } from "zod";

/** What the commands read of the API's answers. Loose: `--json` passes on what a newer server says besides. */
export const source = z.looseObject({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  preset: z.string(),
  enabled: z.boolean(),
  configuration: z.looseObject({}),
});
export type SourceAnswer = z.infer<typeof source>;

export const sourceList = z.object({ items: z.array(source) });

export const createdSource = source.extend({ generatedSecret: z.string().nullable() });

export const secretList = z.object({
  items: z.array(z.looseObject({ id: z.string(), createdAt: z.string(), expiresAt: z.string().nullable() })),
});

export const createdSecret = z.looseObject({
  id: z.string(),
  generatedSecret: z.string().nullable(),
  othersExpireAt: z.string(),
});

export const apiKey = z.looseObject({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
});

export const createdKey = z.looseObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  key: z.string(),
});

export const receiptSummary = z.looseObject({
  id: z.string(),
  receivedAt: z.string(),
  door: z.string(),
  source: z.string(),
  method: z.string(),
  path: z.string(),
  bodyBytes: z.number(),
  status: z.number(),
  outcome: z.string(),
  reason: z.string().nullable(),
});

const refusal = z.looseObject({ message: z.string() }).nullable();

export const receipt = receiptSummary.extend({
  remoteAddress: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  detail: refusal,
  processedAt: z.string().nullable(),
  bodyText: z.string().nullable(),
  bodyShownBytes: z.number(),
  items: z.array(
    z.looseObject({
      item: z.number(),
      outcome: z.string(),
      reason: z.string().nullable(),
      detail: refusal,
      id: z.string().nullable(),
      eventId: z.string().nullable(),
    }),
  ),
});
export type ReceiptAnswer = z.infer<typeof receipt>;

export const reverifications = z.object({
  items: z.array(
    z.looseObject({
      receiptId: z.string(),
      outcome: z.string(),
      reason: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
});

export const eventSummary = z.looseObject({
  id: z.uuid(),
  eventId: z.string(),
  pattern: z.string(),
  source: z.looseObject({ type: z.string().nullable(), id: z.string().nullable() }),
  createdAt: z.string(),
});
export type EventSummary = z.infer<typeof eventSummary>;

export const arrivals = z.object({ items: z.array(eventSummary), newest: z.uuid().nullable() });

export const patternExplanation = z.looseObject({
  name: z.string(),
  version: z.number(),
  live: z.boolean(),
  explanation: z.looseObject({ outcome: z.enum(["matched", "unmatched"]) }),
  message: z.string(),
  recorded: z.looseObject({ agrees: z.boolean(), message: z.string() }).nullable(),
});
export type PatternExplanation = z.infer<typeof patternExplanation>;

const sentences = z.array(z.looseObject({ message: z.string() }));

const backTestResult = z.looseObject({
  type: z.literal("result"),
  message: z.string(),
  fitting: z.number(),
  matched: z.number(),
  newlyMatched: z.number().nullable(),
  noLongerMatched: z.number().nullable(),
  warnings: sentences,
  overlaps: sentences,
});
export type BackTestResult = z.infer<typeof backTestResult>;

export const backTestLine = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("progress"),
    looked: z.number(),
    expected: z.number().nullable(),
    matched: z.number(),
  }),
  backTestResult,
  z.looseObject({ type: z.literal("failed"), message: z.string() }),
]);
export type BackTestLine = z.infer<typeof backTestLine>;

export const noContent = z.null();
