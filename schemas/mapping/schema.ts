import { z } from "zod";
import { MAX_TEMPLATE_CHARACTERS, parseTemplate } from "./template.ts";

/** Alternatives are for providers that say one thing in one of a few places. */
const MAX_ALTERNATIVES = 5;

/** Providers nest their lists two or three deep. */
const MAX_ITEMS_STEPS = 8;

const template = z
  .string()
  .min(1)
  .max(MAX_TEMPLATE_CHARACTERS)
  .superRefine((text, issue) => {
    const parsed = parseTemplate(text);
    if (parsed.outcome === "invalid") issue.addIssue({ code: "custom", message: parsed.message });
  });

/** Templates in order: the first of which every part is there is taken. */
const alternatives = z.array(template).min(1).max(MAX_ALTERNATIVES);

/**
 * How a webhook request becomes events: see docs/mapping.md for the templates. `items` is the path to the array of
 * events in a request that carries many (`$` or `$.events`), null for one event a request. `time` may be empty: the
 * time is then that of the receipt.
 */
export const mapping = z.strictObject({
  items: z
    .string()
    .max(MAX_TEMPLATE_CHARACTERS)
    .regex(/^\$(\.[A-Za-z_][A-Za-z0-9_]*)*$/, "Give a path of names, such as $ or $.events.")
    .refine((path) => path.split(".").length - 1 <= MAX_ITEMS_STEPS, {
      error: `Give a path of at most ${MAX_ITEMS_STEPS} names.`,
    })
    .nullable(),
  eventId: alternatives,
  name: alternatives,
  time: z.array(template).max(MAX_ALTERNATIVES),
});
export type Mapping = z.infer<typeof mapping>;
