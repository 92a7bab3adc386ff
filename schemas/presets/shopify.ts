import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const shopify: PresetDefinition = {
  title: "Shopify",
  secret: "The client secret of the app, or the signing secret under Settings, Notifications, Webhooks.",
  mapping: {
    items: null,
    eventId: ["{header:x-shopify-webhook-id}", "{header:shopify-webhook-id}"],
    name: [
      "shopify.{header:x-shopify-topic}",
      "shopify.{header:shopify-topic}.{header:shopify-action}",
      "shopify.{header:shopify-topic}",
    ],
    time: ["{header:x-shopify-triggered-at}", "{header:shopify-triggered-at}"],
  },
  response: EMPTY_OK,
};
