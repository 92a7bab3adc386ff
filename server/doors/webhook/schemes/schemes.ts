import type { WebhookPreset } from "#schemas/preset.ts";
import { adyen } from "./adyen.ts";
import { apiKey } from "./api-key.ts";
import { awsSns } from "./aws-sns.ts";
import { basic } from "./basic.ts";
import { bearer } from "./bearer.ts";
import { discord } from "./discord.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { hmac } from "./hmac.ts";
import { httpSignature } from "./http-signature.ts";
import { hubspot } from "./hubspot.ts";
import { ipAllowList } from "./ip-allow-list.ts";
import { jwt } from "./jwt.ts";
import { linear } from "./linear.ts";
import { mailgun } from "./mailgun.ts";
import { meta } from "./meta.ts";
import { paddle } from "./paddle.ts";
import type { Scheme } from "./scheme.ts";
import { sendgrid } from "./sendgrid.ts";
import { shopify } from "./shopify.ts";
import { slack } from "./slack.ts";
import { square } from "./square.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { stripe } from "./stripe.ts";
import { twilio } from "./twilio.ts";
import { xero } from "./xero.ts";
import { zoom } from "./zoom.ts";

/** How each preset's requests are verified. */
export const SCHEMES: Readonly<Record<WebhookPreset, Scheme>> = {
  github,
  discord,
  gitlab,
  hubspot,
  linear,
  mailgun,
  paddle,
  sendgrid,
  shopify,
  slack,
  square,
  stripe,
  twilio,
  xero,
  zoom,
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
};
