import { cannotSign, json, type Provider } from "../provider.ts";

/** Amazon SNS: only Amazon can sign, with the key of a certificate that is fetched from Amazon. */
export const awsSns: Provider = {
  event: "Notification",
  signsNothing: true,
  sample: ({ event, newId, at }) =>
    json({ Type: event, MessageId: newId(), Message: "A test", Timestamp: at.toISOString() }),
  sign: () =>
    cannotSign(
      "Amazon signs with a key that nobody else has: publish a message to the topic instead, in the AWS console or with `aws sns publish`.",
    ),
};
