import type { PresetDefinition } from "./preset-definition.ts";

export const sendgrid: PresetDefinition = {
  title: "SendGrid",
  secret: "The verification key of the signed event webhook (a public key in base64).",
  mapping: {
    items: "$",
    eventId: ["{$.sg_event_id}"],
    name: ["sendgrid.{$.event}"],
    time: ["{$.timestamp}"],
  },
};
