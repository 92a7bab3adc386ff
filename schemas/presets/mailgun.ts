import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

/** Mailgun tries again for eight hours, and does not say that it signs anew; a token makes one event, however old. */
const TOLERANCE_SECONDS = 8 * 3600 + 15 * 60;

export const mailgun: PresetDefinition = {
  title: "Mailgun",
  secret: "The HTTP webhook signing key (Settings, API Security).",
  mapping: {
    items: null,
    eventId: ["{$.signature.token}"],
    name: ['mailgun.{$["event-data"].event}'],
    time: ['{$["event-data"].timestamp}'],
  },
  response: EMPTY_OK,
  verification: { toleranceSeconds: TOLERANCE_SECONDS },
};
