import { z } from "zod";

/** 900 000 characters: what the app's own requests can carry, with every quote escaped. Larger events are sent anew. */
export const MAX_CORRECTION_CHARACTERS = 900_000;

/** One item of a receipt: its place in the request, from 0. */
export const receiptItemKey = z.strictObject({ receiptId: z.uuid(), item: z.int().min(0) });

/**
 * What a person sends instead of an item that was refused. `event` is the envelope as JSON text, and not as JSON, so
 * that its numbers keep their digits.
 */
export const correctionInput = receiptItemKey.extend({
  event: z.string().max(MAX_CORRECTION_CHARACTERS, `Write at most ${MAX_CORRECTION_CHARACTERS} characters.`),
});
