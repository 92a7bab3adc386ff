import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const paddle: PresetDefinition = {
  title: "Paddle",
  secret: "The secret key of the notification destination (`pdl_ntfset_\u2026`).",
  mapping: {
    items: null,
    eventId: ["{$.event_id}"],
    name: ["paddle.{$.event_type}"],
    time: ["{$.occurred_at}"],
  },
  response: EMPTY_OK,
};
