import type { Envelope } from "../envelope.ts";
import type { JsonObject } from "../json/value.ts";

/**
 * The event as the JSON value that a path's `$` stands for. The cast only adds the index signature that an
 * interface lacks: every member of an envelope is JSON.
 */
export function envelopeRoot(envelope: Envelope): JsonObject {
  return envelope as unknown as JsonObject;
}
