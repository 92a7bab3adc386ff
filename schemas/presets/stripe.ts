import type { PresetDefinition } from "./preset-definition.ts";

export const stripe: PresetDefinition = {
  title: "Stripe",
  secret: "The signing secret `whsec_\u2026` of the endpoint (Developers, Webhooks).",
  mapping: {
    items: null,
    eventId: ["{$.id}"],
    name: ["stripe.{$.type}"],
    time: ["{$.created}"],
  },
};
