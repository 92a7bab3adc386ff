import type { PresetDefinition } from "./preset-definition.ts";

export const square: PresetDefinition = {
  title: "Square",
  secret: "The signature key of the webhook subscription.",
  mapping: {
    items: null,
    eventId: ["{$.event_id}"],
    name: ["square.{$.type}"],
    time: ["{$.created_at}"],
  },
};
