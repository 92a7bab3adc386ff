import type { PresetDefinition } from "./preset-definition.ts";

export const twilio: PresetDefinition = {
  title: "Twilio",
  secret: "The auth token of the account (Account, API keys and tokens).",
  mapping: {
    items: null,
    eventId: ["{header:i-twilio-idempotency-token}", "{sha256}"],
    name: [
      "twilio.message.{$.MessageStatus}",
      "twilio.call.{$.CallStatus}",
      "twilio.message.{$.SmsStatus}",
      "twilio.webhook",
    ],
    time: [],
  },
  contentTypes: ["application/x-www-form-urlencoded", "application/json"],
  response: { status: 200, contentType: "text/xml", body: "<Response/>" },
};
