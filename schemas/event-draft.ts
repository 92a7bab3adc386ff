import { z } from "zod";
import { JSON_LIMITS } from "./json/limits.ts";
import { isJsonObject, isJsonValue, type JsonObject } from "./json/value.ts";

/** As it is, and not a copy: zod's own objects lose a member that is called `__proto__`. */
const jsonObject = z
  .custom<JsonObject>(
    (value) => isJsonValue(value, JSON_LIMITS.maxDepth) && isJsonObject(value),
    `Give a JSON object, of at most ${JSON_LIMITS.maxDepth} levels.`,
  )
  .meta({ type: "object" });

/**
 * An event that somebody writes down to see what would become of it: its name and its payload. What else is left out is
 * made up: the time is now, the source is external and is called "draft".
 */
export const eventDraft = z.looseObject({
  pattern: z.string("Give the event's name."),
  payload: jsonObject,
  metadata: jsonObject.optional(),
});
export type EventDraft = z.infer<typeof eventDraft>;
