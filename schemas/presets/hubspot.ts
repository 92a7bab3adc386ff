import type { PresetDefinition } from "./preset-definition.ts";

export const hubspot: PresetDefinition = {
  title: "HubSpot",
  secret: "The client secret of the app (Auth).",
  mapping: {
    items: "$",
    // HubSpot does not promise that an eventId is unique.
    eventId: ["{$.eventId}.{$.subscriptionId}.{$.occurredAt}", "{sha256}"],
    name: ["hubspot.{$.subscriptionType}"],
    time: ["{$.occurredAt}"],
  },
};
