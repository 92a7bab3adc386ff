import { z } from "zod";

/** Each is verified on its own, with its body in memory. */
const MAX_RECEIPTS = 100;

/**
 * Quarantined receipts to look at once more, after a secret or a mapping was mended. `trust`: take them as genuine
 * though they cannot be verified; an admin's decision, and in the audit.
 */
export const reverifyInput = z.strictObject({
  receiptIds: z.array(z.uuid()).min(1).max(MAX_RECEIPTS),
  trust: z.boolean().default(false),
});
