import { z } from "zod";

/** One row, by the id that Tidings gave it. */
export const byId = z.object({ id: z.uuid("This is not an id that Tidings gives.") });

/** A page of a list that is sorted by name. */
export const listByNameInput = z.object({ cursor: z.string().max(120).nullish() });
