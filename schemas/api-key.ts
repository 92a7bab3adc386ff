import { z } from "zod";

/** A publisher's key; `sourceId` is the source of the Publish API. */
export const apiKeyInput = z.object({
  sourceId: z.uuid(),
  name: z
    .string()
    .trim()
    .min(1, "Give the key a name, such as the system that will use it.")
    .max(120, "Use at most 120 characters."),
});

/** A page of a source's keys, the newest first; `cursor` is the id of the last one known. */
export const listApiKeysInput = z.object({ sourceId: z.uuid(), cursor: z.uuid().nullish() });
