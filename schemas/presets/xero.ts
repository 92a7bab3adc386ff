import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const xero: PresetDefinition = {
  title: "Xero",
  secret: "The webhooks key of the app (My Apps, Webhooks).",
  mapping: {
    items: "$.events",
    eventId: ["{sha256}"],
    // Xero documents both in capitals and in small letters.
    name: ["xero.{$.eventCategory:lower}.{$.eventType:lower}"],
    time: ["{$.eventDateUtc}", "{$.eventDateUtc}Z"],
  },
  response: EMPTY_OK,
};
