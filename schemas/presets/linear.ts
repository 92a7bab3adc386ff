import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const linear: PresetDefinition = {
  title: "Linear",
  secret: "The signing secret of the webhook (Settings, API).",
  mapping: {
    items: null,
    eventId: ["{header:linear-delivery}"],
    name: ["linear.{$.type}.{$.action}"],
    time: ["{$.createdAt}"],
  },
  response: EMPTY_OK,
};
