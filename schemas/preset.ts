import { adyen } from "./presets/adyen.ts";
import { apiKey } from "./presets/api-key.ts";
import { awsSns } from "./presets/aws-sns.ts";
import { basic } from "./presets/basic.ts";
import { bearer } from "./presets/bearer.ts";
import { discord } from "./presets/discord.ts";
import { github } from "./presets/github.ts";
import { gitlab } from "./presets/gitlab.ts";
import { hmac } from "./presets/hmac.ts";
import { httpSignature } from "./presets/http-signature.ts";
import { hubspot } from "./presets/hubspot.ts";
import { ipAllowList } from "./presets/ip-allow-list.ts";
import { jwt } from "./presets/jwt.ts";
import { linear } from "./presets/linear.ts";
import { mailgun } from "./presets/mailgun.ts";
import { meta } from "./presets/meta.ts";
import { paddle } from "./presets/paddle.ts";
import type { PresetDefinition } from "./presets/preset-definition.ts";
import { sendgrid } from "./presets/sendgrid.ts";
import { shopify } from "./presets/shopify.ts";
import { slack } from "./presets/slack.ts";
import { square } from "./presets/square.ts";
import { standardWebhooks } from "./presets/standard-webhooks.ts";
import { stripe } from "./presets/stripe.ts";
import { twilio } from "./presets/twilio.ts";
import { xero } from "./presets/xero.ts";
import { zoom } from "./presets/zoom.ts";
import {
  type SourceConfiguration,
  type SourceOverrides,
  sourceConfiguration,
} from "./source-configuration.ts";
import { DEFAULT_TOLERANCE_SECONDS } from "./verification-settings.ts";

/** Every kind of webhook source: providers first, then what senders of one's own use. */
export const WEBHOOK_PRESETS = {
  github,
  gitlab,
  stripe,
  shopify,
  slack,
  twilio,
  xero,
  hubspot,
  sendgrid,
  mailgun,
  square,
  paddle,
  linear,
  zoom,
  discord,
  adyen,
  aws_sns: awsSns,
  meta,
  standard_webhooks: standardWebhooks,
  http_signature: httpSignature,
  hmac,
  basic,
  bearer,
  api_key: apiKey,
  jwt,
  ip_allow_list: ipAllowList,
} as const satisfies Readonly<Record<string, PresetDefinition>>;
export type WebhookPreset = keyof typeof WEBHOOK_PRESETS;

/** `native`: publishers with an API key (`POST /api/v1/events`); it has no webhook URL. */
export type Preset = "native" | WebhookPreset;

export function isWebhookPreset(name: string): name is WebhookPreset {
  return Object.hasOwn(WEBHOOK_PRESETS, name);
}

export function isPreset(name: string): name is Preset {
  return name === "native" || isWebhookPreset(name);
}

export function presetDefinition(preset: Preset): PresetDefinition {
  return preset === "native" ? NATIVE : WEBHOOK_PRESETS[preset];
}

/** The preset's configuration with what the source says itself: verification is laid over field by field. */
export function configurationOf(preset: Preset, overrides: SourceOverrides): SourceConfiguration {
  const { verification, ...rest } = overrides;
  const { title: _title, secret: _secret, newSecret: _newSecret, ...own } = presetDefinition(preset);
  return sourceConfiguration.parse({
    ...EVERY_PRESET,
    ...own,
    ...rest,
    verification: { toleranceSeconds: DEFAULT_TOLERANCE_SECONDS, ...own.verification, ...verification },
  });
}

const EVERY_PRESET = {
  methods: ["POST"],
  contentTypes: ["application/json"],
  maxBodyBytes: null,
  response: null,
  allowedAddresses: null,
  transformation: null,
  rateLimit: null,
  throttle: null,
} as const;

/** Publishers send the envelope itself, so the mapping is never used. */
const NATIVE: PresetDefinition = {
  title: "Publish API",
  secret: "Publishers have API keys.",
  mapping: { items: null, eventId: ["{$.eventId}"], name: ["{$.pattern}"], time: [] },
};
