import { z } from "zod";
import { MAX_EVENT_ID_CHARACTERS } from "./envelope.ts";

/** Names one event: by the `eventId` of its publisher, or by the `id` that the log gave it. */
export const eventKey = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("eventId"), value: z.string().min(1).max(MAX_EVENT_ID_CHARACTERS) }),
  z.strictObject({ by: z.literal("id"), value: z.uuid() }),
]);
