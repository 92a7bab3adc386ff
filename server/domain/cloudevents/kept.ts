import { z } from "zod";
import type { JsonValue } from "#schemas/json/value.ts";
import type { AttributeValue } from "./cloud-event.ts";

/** The member of an event's metadata that holds what CloudEvents says and an event has no place for. */
export const KEPT_MEMBER = "cloudevents";

/**
 * What is kept of a CloudEvent. Each member is there only where the attribute was, and where the event itself does
 * not say the same.
 */
const kept = z.strictObject({
  /** A reference without a scheme: the event's source is external, with this as its id. */
  source: z.string().optional(),
  /** One that is not `{type}/{id}` of a context. */
  subject: z.string().optional(),
  dataschema: z.string().optional(),
  /** Other than application/json, or without data. */
  datacontenttype: z.string().optional(),
  /** `absent`: the payload is `{}`. `wrapped`: it is `{"data": …}` or `{"data_base64": "…"}`, since data is no object. */
  data: z.enum(["absent", "wrapped"]).optional(),
  extensions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Kept = z.infer<typeof kept>;

export const NOTHING_KEPT: Kept = {};

/** Null when the member is none that decoding writes: a publisher may put anything there. */
export function readKept(value: JsonValue | undefined): Kept | null {
  const parsed = kept.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** What is kept, as JSON text; null when it is nothing. */
export function writeKept(
  parts: Omit<Kept, "extensions">,
  extensions: ReadonlyMap<string, AttributeValue>,
): string | null {
  const own = extensions.size > 0 ? Object.fromEntries(extensions) : undefined;
  const text = JSON.stringify({ ...parts, extensions: own });
  return text === "{}" ? null : text;
}
