import { z } from "zod";
import { MAX_PATTERN_NAME_CHARACTERS } from "./envelope.ts";
import { isRefusalReason } from "./receipt-search.ts";
import { MAX_SOURCE_KEY_CHARACTERS } from "./source.ts";

/** A person chooses these one by one. */
const MAX_RECEIPTS = 100;

/** Receipts of one call: processed in a few seconds, and written into the audit one by one. */
const MAX_REJUDGED = 500;

/** Rejected items to judge once more, after a schema or a rule was changed: those of these receipts. */
export const rejudgeInput = z.strictObject({ receiptIds: z.array(z.uuid()).min(1).max(MAX_RECEIPTS) });

const instant = z.iso.datetime({ offset: true });

/** Which rejected items: all that these hold for. Items whose event could not be read have no name, and are not among them. */
export const rejudgeFilter = z.strictObject({
  pattern: z.string().min(1).max(MAX_PATTERN_NAME_CHARACTERS).optional(),
  reason: z.string().refine(isRefusalReason, "This is not a reason that Tidings gives.").optional(),
  sourceKey: z.string().trim().min(1).max(MAX_SOURCE_KEY_CHARACTERS).optional(),
  /** Received from this moment on. */
  from: instant.optional(),
  /** Received before this moment. */
  to: instant.optional(),
});
export type RejudgeFilter = z.infer<typeof rejudgeFilter>;

/** The oldest receipts first; `cursor` is what the call before answered as `nextCursor`. */
export const rejudgeMatchingInput = z.strictObject({
  filter: rejudgeFilter,
  cursor: z.uuid().nullish(),
  limit: z.int().min(1).max(MAX_REJUDGED).default(MAX_REJUDGED),
});
