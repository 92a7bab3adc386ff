import { json, type SampleInput, type Unsigned } from "./provider.ts";

/** An event as senders of one's own write it: the mapping of the generic presets reads id, type and timestamp. */
export function genericSample({ event, at, newId }: SampleInput): Unsigned {
  return json({
    id: newId(),
    type: event,
    timestamp: at.toISOString(),
    data: { note: "Sent by tidings send" },
  });
}
