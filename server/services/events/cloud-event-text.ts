import { encodeCloudEvent } from "#server/domain/cloudevents/encode.ts";
import type { EventText } from "./read.ts";

/** An event that was read as a CloudEvent in the JSON format (docs/cloudevents.md), with the log's own digits. */
export function cloudEventText(event: EventText): string {
  return encodeCloudEvent(event);
}
