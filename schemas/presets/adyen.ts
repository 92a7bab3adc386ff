import type { PresetDefinition } from "./preset-definition.ts";

export const adyen: PresetDefinition = {
  title: "Adyen",
  secret: "The HMAC key of the standard webhook, in hexadecimal.",
  mapping: {
    items: "$.notificationItems",
    eventId: [
      "{$.NotificationRequestItem.pspReference}.{$.NotificationRequestItem.eventCode}.{$.NotificationRequestItem.success}",
    ],
    name: ["adyen.{$.NotificationRequestItem.eventCode}"],
    time: ["{$.NotificationRequestItem.eventDate}"],
  },
  response: { status: 200, contentType: "text/plain", body: "[accepted]" },
};
