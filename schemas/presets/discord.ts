import type { PresetDefinition } from "./preset-definition.ts";

export const discord: PresetDefinition = {
  title: "Discord",
  secret: "The public key of the application (General Information).",
  mapping: {
    items: null,
    eventId: ["{$.id}", "{sha256}"],
    name: ["discord.{$.event.type}", "discord.interaction.{$.type}"],
    // Webhook events have it in UTC without saying so.
    time: ["{$.event.timestamp}", "{$.event.timestamp}Z"],
  },
  response: { status: 204, contentType: "text/plain", body: "" },
};
