import type { WebhookPreset } from "#schemas/preset.ts";

/** Where a source's URL is entered at its provider, and what must be chosen there, after the words "At the provider:". */
export const PROVIDER_STEPS: Readonly<Record<WebhookPreset, string>> = {
  github:
    "Settings, Webhooks, Add webhook: the URL as payload URL, content type application/json, the secret, and the events.",
  gitlab: "Settings, Webhooks: the URL, the secret as secret token, and the triggers.",
  stripe: "Developers, Webhooks, Add destination: the URL and the events.",
  shopify: "Settings, Notifications, Webhooks, or the app's configuration: the URL, format JSON.",
  slack:
    "Event Subscriptions of the app: the URL as request URL, which Slack checks at once, and the bot events.",
  twilio:
    "Configure the number or the messaging service: the URL as webhook and as status callback, HTTP POST.",
  xero: "My Apps, Webhooks: the URL as delivery URL, then Send 'intent to receive'.",
  hubspot: "Webhooks of the app: the URL as target URL, and the subscriptions.",
  sendgrid: "Settings, Mail Settings, Event Webhook: the URL as post URL, and Signed Event Webhook on.",
  mailgun: "Sending, Webhooks: the URL for each kind of event.",
  square: "Webhooks, Subscriptions of the application: the URL as notification URL, exactly as it is here.",
  paddle: "Developer tools, Notifications, New destination: the URL, type webhook, and the events.",
  linear: "Settings, API, Webhooks: the URL and the data change events.",
  zoom: "Features, Access of the app: the URL as event notification endpoint, then Validate.",
  discord:
    "General Information of the application: the URL as interactions endpoint, or Webhooks: as endpoint.",
  adyen: "Developers, Webhooks, Standard webhook: the URL, method JSON, and the HMAC key on.",
  aws_sns:
    "Create a subscription of the topic: protocol HTTPS, the URL as endpoint, raw message delivery off.",
  meta: "Webhooks of the app: the URL as callback URL, and the verify token that stands in the source's secret behind the colon.",
  standard_webhooks: "Add an endpoint with the URL, and give both sides the same secret.",
  http_signature:
    "Have the sender sign content-digest at least, with the time of signing in created (RFC 9421).",
  hmac: "Have the sender sign as the source's configuration says.",
  basic: "Have the sender call the URL with the user name and the password.",
  bearer: "Have the sender put the token into Authorization: Bearer.",
  api_key: "Have the sender put the key into the header, X-API-Key unless the configuration names another.",
  jwt: "Have the sender put a token that it signed into Authorization: Bearer.",
  ip_allow_list: "Have the sender call the URL from one of the allowed addresses.",
};
