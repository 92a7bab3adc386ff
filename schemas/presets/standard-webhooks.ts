import type { PresetDefinition } from "./preset-definition.ts";

export const standardWebhooks: PresetDefinition = {
  title: "Standard Webhooks (Svix and others)",
  secret:
    "The signing secret `whsec_\u2026`, or the public key `whpk_\u2026` of a sender that signs with Ed25519.",
  newSecret: "whsec",
  mapping: {
    items: null,
    eventId: ["{header:webhook-id}", "{header:svix-id}"],
    name: ["{$.type}", "{$.event}", "{$.eventType}", "webhook.received"],
    time: ["{$.timestamp}"],
  },
};
