import type { WebhookPreset } from "#schemas/preset.ts";
import type { Provider } from "./provider.ts";
import { adyen } from "./providers/adyen.ts";
import { awsSns } from "./providers/aws-sns.ts";
import { apiKey, basic, bearer, ipAllowList } from "./providers/credentials.ts";
import { discord } from "./providers/discord.ts";
import { github } from "./providers/github.ts";
import { gitlab } from "./providers/gitlab.ts";
import { hmac } from "./providers/hmac.ts";
import { httpSignature } from "./providers/http-signature.ts";
import { hubspot } from "./providers/hubspot.ts";
import { jwt } from "./providers/jwt.ts";
import { linear } from "./providers/linear.ts";
import { mailgun } from "./providers/mailgun.ts";
import { meta } from "./providers/meta.ts";
import { paddle } from "./providers/paddle.ts";
import { sendgrid } from "./providers/sendgrid.ts";
import { shopify } from "./providers/shopify.ts";
import { slack } from "./providers/slack.ts";
import { square } from "./providers/square.ts";
import { standardWebhooks } from "./providers/standard-webhooks.ts";
import { stripe } from "./providers/stripe.ts";
import { twilio } from "./providers/twilio.ts";
import { xero } from "./providers/xero.ts";
import { zoom } from "./providers/zoom.ts";

/** How each preset's requests are made. */
export const PROVIDERS: Readonly<Record<WebhookPreset, Provider>> = {
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
};
