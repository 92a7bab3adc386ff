import { genericSample } from "../generic-sample.ts";
import type { Provider } from "../provider.ts";
import { signStandardWebhook } from "../standard-webhook.ts";

export const standardWebhooks: Provider = {
  event: "contact.created",
  sample(input) {
    const { headers, body } = genericSample(input);
    return { headers: { ...headers, "webhook-id": `msg_${input.newId()}` }, body };
  },
  sign: signStandardWebhook,
};
