import { z } from "zod";
import type { CompatibilityMode } from "#schemas/event-schema.ts";
import type { JsonObject } from "#schemas/json/value.ts";

/** What the process is asked. Documents are JSON text. */
export type Task =
  /** Read a schema: guards, compilation, fingerprint. */
  | { readonly kind: "inspect"; readonly document: string }
  /** Compare a schema with one earlier schema. */
  | {
      readonly kind: "compare";
      readonly mode: CompatibilityMode;
      readonly next: string;
      readonly earlier: string;
    }
  /** Judge payloads by a schema. */
  | { readonly kind: "judge"; readonly document: string; readonly payloads: readonly JsonObject[] }
  /** Make a schema that all payloads conform to. */
  | { readonly kind: "infer"; readonly payloads: readonly JsonObject[] };

/** A place in a schema, as a JSON Pointer (RFC 6901), and what is wrong or remarkable there. */
const issue = z.object({ pointer: z.string(), message: z.string() });
export type SchemaIssue = z.infer<typeof issue>;

const violation = z.object({
  pointer: z.string(),
  message: z.string(),
  keyword: z.string().exactOptional(),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
});

/** `fingerprint`: SHA-256 of the document's canonical form, hexadecimal. */
const accepted = z.object({
  outcome: z.literal("accepted"),
  dialect: z.string(),
  fingerprint: z.string(),
  warnings: z.array(issue),
});

const refused = z.object({ outcome: z.literal("refused"), issues: z.array(issue).min(1) });
export type Refused = z.infer<typeof refused>;

export const inspection = z.discriminatedUnion("outcome", [accepted, refused]);
export type Inspection = z.infer<typeof inspection>;

/** `pointer` into the new schema or the earlier one, as `message` says; `example` is JSON text. */
export const comparison = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("compatible") }),
  z.object({
    outcome: z.literal("incompatible"),
    pointer: z.string(),
    keyword: z.string(),
    message: z.string(),
    example: z.string().exactOptional(),
  }),
  z.object({ outcome: z.literal("unknown"), pointer: z.string(), message: z.string() }),
]);
export type Comparison = z.infer<typeof comparison>;

/** What is wrong with each payload, in their order. */
export const judgement = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("judged"), violations: z.array(z.array(violation)) }),
  refused,
]);
export type Judgement = z.infer<typeof judgement>;

/** `document`: JSON text, indented. */
export const inference = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("inferred"), document: z.string() }),
  z.object({ outcome: z.literal("gave_up"), message: z.string() }),
]);
export type Inference = z.infer<typeof inference>;
