import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const zoom: PresetDefinition = {
  title: "Zoom",
  secret: "The secret token of the app (Features, Access).",
  mapping: {
    items: null,
    eventId: ["{sha256}"],
    name: ["zoom.{$.event}"],
    time: ["{$.event_ts}"],
  },
  response: EMPTY_OK,
};
