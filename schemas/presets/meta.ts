import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const meta: PresetDefinition = {
  title: "Meta (WhatsApp, Instagram, Messenger)",
  secret:
    "The app secret (App settings, Basic), a colon, and the verify token, a word of your own that you enter at Meta beside the URL: `app-secret:verify-token`.",
  mapping: {
    items: "$.entry",
    eventId: ["{sha256}"],
    // An entry is what happened to one page or account: changes of one field, or a conversation's messages.
    name: ["meta.{$.changes[0].field}", "meta.messaging"],
    // WhatsApp says no time of an entry.
    time: [
      "{$.time}",
      "{$.changes[0].value.messages[0].timestamp}",
      "{$.changes[0].value.statuses[0].timestamp}",
    ],
  },
  response: EMPTY_OK,
};
