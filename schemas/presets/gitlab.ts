import type { PresetDefinition } from "./preset-definition.ts";

export const gitlab: PresetDefinition = {
  title: "GitLab",
  secret: "The secret token of the webhook (Settings, Webhooks), or its signing token `whsec_\u2026`.",
  newSecret: "hex",
  mapping: {
    items: null,
    // The event's UUID comes last and not alone: webhooks that set off one another share it.
    eventId: [
      "{header:webhook-id}",
      "{header:idempotency-key}",
      "{header:x-gitlab-event-uuid}.{sha256}",
      "{sha256}",
    ],
    name: [
      "gitlab.{$.object_kind}.{$.object_attributes.action}",
      "gitlab.{$.object_kind}",
      "gitlab.{$.event_name}",
    ],
    time: [],
  },
};
