import { z } from "zod";
import type { Diagnosis } from "#schemas/receipt.ts";

const diagnosis = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("older_secret") }),
  z.object({ kind: z.literal("skew"), skewSeconds: z.number() }),
  z.object({ kind: z.literal("body_rewritten"), change: z.string() }),
]) satisfies z.ZodType<Diagnosis>;

const withMessage = z.object({ message: z.string() });
const withDiagnosis = z.object({ diagnosis });
const anyObject = z.record(z.string(), z.unknown());

/** The sentence that was written when the request was refused: more exact than the reason's general one. */
export function detailMessage(detail: string | null): string | null {
  if (detail === null) return null;
  return withMessage.safeParse(JSON.parse(detail)).data?.message ?? null;
}

/** Why the signature is not right, where that could be told; null for a kind that this version does not know. */
export function detailDiagnosis(detail: string | null): Diagnosis | null {
  if (detail === null) return null;
  return withDiagnosis.safeParse(JSON.parse(detail)).data?.diagnosis ?? null;
}

/** Whether a detail holds more than the facts of a receipt show, such as the pointer to what is wrong in the body. */
export function hasMoreThanFacts(detail: string): boolean {
  const {
    reason: _reason,
    message: _message,
    diagnosis: found,
    ...more
  } = anyObject.safeParse(JSON.parse(detail)).data ?? {};
  return Object.keys(more).length > 0 || (found !== undefined && detailDiagnosis(detail) === null);
}
