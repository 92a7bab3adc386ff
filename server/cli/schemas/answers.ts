import { z } from "zod";

/** What the REST API answers about schemas, as far as commands show it. */
export const subjectSummary = z.looseObject({
  pattern: z.string(),
  versions: z.number(),
  latestVersion: z.string().nullable(),
  defaultVersion: z.string().nullable(),
  ownCompatibility: z.string().nullable(),
});

export const subject = z.looseObject({
  pattern: z.string(),
  compatibility: z.string(),
  defaultVersion: z.string().nullable(),
  versions: z.array(
    z.looseObject({
      version: z.string(),
      dialect: z.string(),
      author: z.string(),
      createdAt: z.string(),
      deletedAt: z.string().nullable(),
    }),
  ),
});

export const schema = z.looseObject({ document: z.unknown() });

const warnings = z.array(z.looseObject({ pointer: z.string(), message: z.string() }));

export const registered = z.looseObject({ outcome: z.string(), version: z.string(), warnings });

export const check = z.looseObject({
  outcome: z.enum(["compatible", "incompatible", "unknown"]),
  mode: z.string(),
  against: z.string().nullable(),
  pointer: z.string().nullable(),
  message: z.string().nullable(),
  warnings,
});

const trialResult = z.looseObject({
  type: z.literal("result"),
  message: z.string(),
  judged: z.number(),
  refused: z.number(),
  places: z.array(
    z.looseObject({ pointer: z.string(), keyword: z.string(), events: z.number(), example: z.string() }),
  ),
});

export const trialLine = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("progress"), judged: z.number(), refused: z.number() }),
  trialResult,
  z.looseObject({ type: z.literal("failed"), message: z.string() }),
]);
export type TrialLine = z.infer<typeof trialLine>;
